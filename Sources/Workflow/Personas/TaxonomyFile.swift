public import Personas
public import Settings
import Storage

/// A taxonomy file, read and checked against what was discovered.
public struct TaxonomyFile: Sendable {
    /// What people wrote.
    public let taxonomy: Taxonomy
    /// The model that says what leads want, with how it was learned; nil where the taxonomy does not ask.
    public let intents: IntentDocument?
    /// The file with the lines of its keys.
    let document: SettingsDocument

    /// Reads a file.
    ///
    /// - Throws: `SettingsError` with file, line and the nearest known name, for whatever does not fit, and a model of intents that cannot be
    ///   read.
    public init(file: String, for discovery: PersonaDiscovery) throws(SettingsError) {
        let document = try SettingsDocument(file: file)
        let taxonomy = try document.decode(Taxonomy.self)
        func located(_ problem: TaxonomyProblem) -> SettingsError {
            document.error(at: problem.keyPath, problem.what, remedy: problem.remedy)
        }
        if let problem = taxonomy.problem(features: discovery.kinds, clusters: discovery.clusters.ids) {
            throw located(problem)
        }
        if let name = taxonomy.names.first(where: { taxonomy.personas[$0]?.archetype?.like != nil }),
            discovery.features == nil
        {
            throw document.error(
                at: ["personas", name, "archetype", "like"],
                "vectors are of events, and a plain table has none", remedy: "leave it out")
        }
        if taxonomy.intent != nil, discovery.features == nil {
            throw document.error(
                at: ["intent"], "the intent is that of a message, and a plain table has no events",
                remedy: "leave it out")
        }
        do {
            intents = try taxonomy.intent.map {
                try IntentDocument.read(FileSystem.path($0.model, in: FileSystem.parent(of: file)))
            }
        } catch {
            throw document.error(
                at: ["intent", "model"], "\(error)",
                remedy: "name the file that leadline intent -o wrote, relative to this file")
        }
        self.document = document
        self.taxonomy = taxonomy
    }

    /// A problem with the file and line of the setting it is about.
    func located(_ problem: TaxonomyProblem) -> SettingsError {
        document.error(at: problem.keyPath, problem.what, remedy: problem.remedy)
    }
}
