public import Registry
public import Storage

/// The folders that a run works in, relative to where the program was started unless absolute.
public struct Workspace: Sendable {
    /// The registry's root.
    public var registry: Registry
    /// Event logs, identities, quarantine, keys; not for others' eyes.
    public var working: String
    /// What is written for people.
    public var reports: String
    /// Whether sources are imported even if nothing has changed since the last import.
    public var isFresh: Bool
    /// Bytes of memory that an import may take before it spills to the working folder; nil for four fifths of the
    /// machine's.
    public var memory: Int?

    /// Creates a workspace.
    public init(
        registry: String = "registry", working: String = ".leadline", reports: String = "reports",
        isFresh: Bool = false, memory: Int? = nil
    ) {
        self.registry = Registry(root: registry)
        self.working = working
        self.reports = reports
        self.isFresh = isFresh
        self.memory = memory
    }

    /// The working folder of one pipeline.
    func folder(of pipeline: Pipeline) -> String { "\(working)/\(pipeline.name)" }

    /// The file of the key that pseudonyms are made by, the installation's own.
    var pseudonymKey: String { working + "/pseudonym.key" }

    /// The key by which leads are named to others, made at first use.
    ///
    /// - Throws: `StorageError`.
    public func pseudonyms() throws -> PseudonymKey { try PseudonymKey.loadOrCreate(at: pseudonymKey) }

    /// The folder of one model's reports.
    public func reports(of model: String) -> String { "\(reports)/\(model)" }
}
