internal import Features
internal import Models
internal import Registry
internal import Scoring
internal import Storage

/// A version that is ready to answer: verified, decoded, proved on its golden rows.
///
/// Immutable; freed when the last request that began with it ends.
final class LoadedModel: LoadedVersion {
    let name: String
    let version: Int
    /// The digest of the version's manifest.
    let digest: Digest
    /// Names its decisions.
    let identity: DecisionIdentity
    /// By which it is served; nil where a number is.
    let alias: String?
    /// The part it plays, where the model has several; nil where it has one.
    let variant: ModelVariant?
    /// By which promotion the version got the alias that is served; nil where a number is served.
    let promotion: JournalEntry?
    let package: ScorerPackage
    /// Scores raw events; nil for a model of plain rows.
    let live: LiveScorer?
    /// The inputs' indices by name.
    let inputIndices: [String: Int]
    /// The inputs' names as bytes.
    let inputNames: InputNames
    /// Whether no input is a category, so that one tensor can hold all of them.
    let hasOnlyNumbers: Bool
    /// For each input, the index of its feature; empty for a model of plain rows.
    let featureIndices: [Int]
    /// The version's reference lead as a row, shape (inputs); nil where the version keeps none.
    let referenceLead: [Double]?
    /// The members that name the version in every answer.
    let answerHead: [UInt8]
    /// The members that say where every answer comes from, up to the decision's name.
    let origin: [UInt8]
    /// Between which numbers the training rows lay; nil where the version does not tell.
    let ranges: InputRanges?
    /// What the version did, counted on.
    let meter: ModelMeter

    /// Makes a verified version ready.
    ///
    /// - Parameters:
    ///   - verified: the version.
    ///   - promotion: by which it got the alias that is served.
    ///   - alias: by which it is served; nil where a number is.
    ///   - variant: the part it plays.
    ///   - hasRivals: whether others play the other parts.
    ///   - metrics: where its counts are kept.
    ///   - embedder: the digest and the files of the embedder's version that a reference names, which the version requires.
    /// - Throws: what `embedder` throws; `ScoringError` where a file cannot be decoded, is another model's, or a golden row gives other
    ///   bits than were recorded.
    init(
        _ verified: VerifiedVersion, promotion: JournalEntry? = nil, alias: String?, variant: ModelVariant,
        hasRivals: Bool = false, metrics: ServingMetrics,
        embedder: (String) throws -> (digest: Digest, files: [String: [UInt8]])
    ) throws {
        guard verified.manifest.kind == .scorer else {
            throw ScoringError.notScorer(kind: verified.manifest.kind.rawValue)
        }
        var package = try ScorerPackage(files: verified.files)
        guard package.name == verified.manifest.name else {
            throw ScoringError.malformed(
                file: ScorerPackage.modelFile, problem: "it is of another model than the manifest")
        }
        // This also warms the model: its code and tables are in memory before the first request.
        try package.replayGolden()
        package.features = try package.features?.embedding(embedder)
        self.package = package
        live = package.features == nil ? nil : try LiveScorer(package)
        name = verified.manifest.name
        version = verified.version
        digest = verified.digest
        identity = DecisionIdentity(version: verified.digest)
        self.alias = alias
        self.variant = hasRivals ? variant : nil
        self.promotion = promotion
        let reference = try ReferenceFile(in: verified.files, of: package.model)
        referenceLead = reference.lead
        ranges = reference.ranges
        let inputs = package.model.inputs
        inputIndices = Dictionary(
            inputs.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
        inputNames = InputNames(inputs)
        hasOnlyNumbers = inputs.allSatisfy { $0.kind == .number }
        featureIndices = live?.featureOfInput ?? []
        answerHead = JSONWriter.members { writer in
            writer.member("model_name", verified.manifest.name)
            writer.member("model_version", "\(verified.version)")
        }
        let part = self.variant
        origin = JSONWriter.members { writer in
            writer.member("alias", alias)
            writer.member("digest", verified.digest)
            writer.member("variant", part?.rawValue)
            writer.key("decision_id")
        }
        meter = metrics.meter(
            MeterLabels(model: name, version: "\(version)", alias: alias ?? "", variant: variant),
            inputs: inputs.map(\.name))
    }
}

extension ServingError {
    /// Events were sent to a model of plain rows.
    static func takesRows(_ model: LoadedModel, remedy: String) -> ServingError {
        .unsupported(problem: "model '\(model.name)' takes rows of a table, not events", remedy: remedy)
    }
}
