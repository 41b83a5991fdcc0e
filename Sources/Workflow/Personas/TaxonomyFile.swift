public import Personas
public import Settings

/// A taxonomy file, read and checked against what was discovered.
public struct TaxonomyFile: Sendable {
    /// What people wrote.
    public let taxonomy: Taxonomy
    /// The file with the lines of its keys.
    let document: SettingsDocument

    /// Reads a file.
    ///
    /// - Throws: `SettingsError` with file, line and the nearest known name, for whatever does not fit.
    public init(file: String, for discovery: PersonaDiscovery) throws(SettingsError) {
        document = try SettingsDocument(file: file)
        taxonomy = try document.decode(Taxonomy.self)
        if let problem = taxonomy.problem(features: discovery.kinds, clusters: discovery.clusters.ids) {
            throw located(problem)
        }
    }

    /// A problem with the file and line of the setting it is about.
    func located(_ problem: TaxonomyProblem) -> SettingsError {
        document.error(at: problem.keyPath, problem.what, remedy: problem.remedy)
    }
}
