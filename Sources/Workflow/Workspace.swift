public import Registry
import Storage

/// The folders that a run works in, relative to where the program was started unless absolute.
public struct Workspace: Sendable {
    /// The registry's root.
    public var registry: Registry
    /// Event logs, identities, quarantine, keys; not for others' eyes.
    public var working: String
    /// What is written for people.
    public var reports: String

    /// Creates a workspace.
    public init(registry: String = "registry", working: String = ".leadline", reports: String = "reports") {
        self.registry = Registry(root: registry)
        self.working = working
        self.reports = reports
    }

    /// The working folder of one pipeline.
    func folder(of pipeline: Pipeline) -> String { "\(working)/\(pipeline.name)" }

    /// The folder of one model's reports.
    public func reports(of model: String) -> String { "\(reports)/\(model)" }
}
