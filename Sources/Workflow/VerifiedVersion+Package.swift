import Models
public import Registry
import Scoring
public import Storage

extension VerifiedVersion {
    /// The package of one of the version's scorers.
    ///
    /// The golden rows are those of the served one, whichever is asked for.
    /// - Throws: `ScoringError` naming the file.
    func package(_ choice: ScorerChoice) throws(ScoringError) -> ScorerPackage {
        guard choice == .evaluated, let model = files[VersionFile.evaluatedModel],
            let weights = files[VersionFile.evaluatedWeights]
        else { return try ScorerPackage(files: files) }
        var evaluated = files
        evaluated[ScorerPackage.modelFile] = model
        evaluated[ScorerPackage.weightsFile] = weights
        return try ScorerPackage(files: evaluated)
    }

    /// What the version was made from.
    ///
    /// - Throws: `StorageError` where the file is not there or is no lineage.
    public func lineage() throws(StorageError) -> Lineage { try decode(VersionFile.lineage) }

    /// What an embedder was learned from.
    ///
    /// - Throws: `StorageError` where the file is not there or is none; `ScoringError.newerFormat`.
    public func embedderLearning() throws -> EmbedderLearning {
        let learning: EmbedderLearning = try decode(VersionFile.learning)
        guard learning.formatVersion == EmbedderLearning.formatVersion else {
            throw ScoringError.newerFormat(
                file: VersionFile.learning, found: learning.formatVersion,
                known: EmbedderLearning.formatVersion)
        }
        return learning
    }

    /// What an embedder of behaviour was learned from; nil for another version.
    ///
    /// - Throws: as `embedderLearning()`.
    public func behaviourLearning() throws -> BehaviourLearning? {
        guard BehaviourPackage.isIn(files) else { return nil }
        let learning: BehaviourLearning = try decode(VersionFile.learning)
        guard learning.formatVersion == BehaviourLearning.formatVersion else {
            throw ScoringError.newerFormat(
                file: VersionFile.learning, found: learning.formatVersion,
                known: BehaviourLearning.formatVersion)
        }
        return learning
    }

    /// The lead that others are explained against; nil in a version that was made without one.
    ///
    /// - Throws: `StorageError` where the file is not there or is none; `ScoringError` where the lead does not fit the model.
    func referenceLead(for model: LogisticModel) throws -> ReferenceLead? {
        let reference: ReferenceHistograms = try decode(VersionFile.reference)
        return try reference.lead.map { try ReferenceLead($0, for: model) }
    }

    /// What one of the version's JSON files holds.
    ///
    /// - Throws: `missing`, `malformedJSON`, `unexpectedContent`.
    func decode<Content: Decodable>(_ file: String) throws(StorageError) -> Content {
        let place = "models/\(manifest.name)/versions/\(version)/\(file)"
        guard let bytes = files[file] else { throw .missing(path: place) }
        return try CanonicalJSON.decode(Content.self, from: bytes, file: place)
    }
}
