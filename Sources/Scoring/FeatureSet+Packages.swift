public import Features
import Models
public import Storage

extension FeatureSet {
    /// The set with its embedders read from their versions' files, with which values can be computed.
    ///
    /// - Parameter load: the digest and the verified files of the version that a reference names.
    /// - Throws: what `load` throws; `ScoringError.malformed` for files that are no embedder's, `unfitEmbedder` for another embedder
    ///   than the features were defined by, or one that does not fit them.
    /// - Complexity: O(bytes of the embedders that are not there yet).
    public func embedding(
        _ load: (String) throws -> (digest: Digest, files: [String: [UInt8]])
    ) throws -> FeatureSet {
        let missing = missingEmbedders
        if missing.isEmpty { return self }
        var embedders = embedders.filter { $0.value.content != nil }
        for reference in missing {
            let (digest, files) = try load(reference)
            embedders[reference] = EventEmbedder(
                digest: digest.description, content: try EventEmbedder.Content(files: files))
        }
        do throws(FeatureError) {
            return try embedding(by: embedders)
        } catch {
            throw ScoringError.unfitEmbedder(problem: error.problem, remedy: error.remedy)
        }
    }
}

extension EventEmbedder.Content {
    /// Reads an embedder of either sort from verified bytes.
    ///
    /// - Throws: `ScoringError` naming the file.
    public init(files: [String: [UInt8]]) throws(ScoringError) {
        if BehaviourPackage.isIn(files) {
            self = .events(try BehaviourPackage(files: files).vectors)
        } else {
            let embedder = try EmbedderPackage(files: files).embedder
            self = .texts(dimensions: embedder.dimensions) { embedder.vector(of: $0) }
        }
    }
}
