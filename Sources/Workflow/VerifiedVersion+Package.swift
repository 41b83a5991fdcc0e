import Registry
import Scoring
import Storage

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
    func lineage() throws(StorageError) -> Lineage {
        guard let bytes = files[VersionFile.lineage] else { throw .missing(path: VersionFile.lineage) }
        return try CanonicalJSON.decode(Lineage.self, from: bytes, file: VersionFile.lineage)
    }
}
