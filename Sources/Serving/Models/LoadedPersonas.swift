internal import Features
internal import Personas
internal import Registry
internal import Scoring
internal import Storage

/// A version of kind `personas` that is ready to answer: verified, decoded, proved on its golden rows.
///
/// Immutable; freed when the last request that began with it ends.
final class LoadedPersonas: LoadedVersion {
    let name: String
    let version: Int
    /// The digest of the version's manifest.
    let digest: Digest
    /// By which it is served; nil where a number is.
    let alias: String?
    /// What is assigned: the namespace of the entities.
    let unit: String
    /// Says who a lead is from its raw events.
    let live: LivePersonas
    /// Counts what it says.
    let meter: PersonaMeter
    /// The members that every answer begins with.
    let origin: [UInt8]

    /// Makes a verified version ready.
    ///
    /// - Parameters:
    ///   - alias: by which it is served; nil where a number is.
    ///   - metrics: keep the counts of what it says.
    ///   - embedder: the digest and the files of the embedder's version that a reference names, which the version requires.
    /// - Throws: what `embedder` throws; `ScoringError` where an embedder does not fit; `PersonaError` where the version is of another kind, a file cannot be decoded or is another version's, a golden row gets
    ///   another assignment than was recorded, or the personas are of plain rows.
    init(
        _ verified: VerifiedVersion, alias: String?, metrics: ServingMetrics,
        embedder: (String) throws -> (digest: Digest, files: [String: [UInt8]])
    ) throws {
        let manifest = verified.manifest
        guard manifest.kind == .personas else {
            throw PersonaError.notPersonas(kind: manifest.kind.rawValue)
        }
        var package = try PersonaPackage(files: verified.files)
        guard package.name == manifest.name else {
            throw PersonaError.malformed(
                file: PersonaPackage.taxonomyFile, problem: "it is of other personas than the manifest")
        }
        // This also warms what assigns, before the first request.
        try package.replayGolden()
        package.features = try package.features?.embedding(embedder)
        live = try LivePersonas(package)
        name = manifest.name
        version = verified.version
        digest = verified.digest
        unit = package.unit
        self.alias = alias
        meter = metrics.personaMeter(
            MeterLabels(
                model: manifest.name, version: "\(verified.version)", alias: alias ?? "", variant: .champion),
            personas: package.model.taxonomy.names)
        origin = JSONWriter.members { writer in
            writer.member("model", manifest.name)
            writer.member("version", "\(verified.version)")
            writer.member("alias", alias)
            writer.member("digest", "\(verified.digest)")
        }
    }
}
