public import Features
import Models
public import Registry
public import Scoring
import Storage

/// Explains leads by one version, with what the version itself holds.
public struct LeadExplainer: Sendable {
    /// What scores.
    public let package: ScorerPackage
    let version: Int
    private let reference: ReferenceLead?
    private let families: [String]
    /// Nil for a single model.
    private let ensemble: EnsembleLineage?

    /// Prepares a version.
    ///
    /// - Parameter package: of that version.
    /// - Throws: `StorageError` or `ScoringError` where the version's reference lead or its lineage cannot be read.
    public init(_ version: VerifiedVersion, package: ScorerPackage) throws {
        self.version = version.version
        self.package = package
        reference = try version.referenceLead(for: package.model)
        let lineage = try version.lineage()
        // What is explained is the served scorer.
        ensemble = lineage.refit.map(\.ensemble) ?? lineage.ensemble
        let settings = lineage.settings
        families = package.model.inputs.map { input in
            if let definition = package.features?.definition(of: input.name) {
                return definition.statedFamily
            }
            if case .text(let family)? = settings["table"]?["fields"]?[input.name]?["family"] {
                return family
            }
            return input.kind == .number ? "figures" : "traits"
        }
    }

    /// Takes the score of a frame's first row apart.
    ///
    /// - Parameters:
    ///   - basis: what the row is explained against; nil takes the reference lead where the version keeps one, else the
    ///     average.
    ///   - byMember: whether contributions are summed by member of an ensemble, too.
    /// - Throws: `WorkflowError.unusable` where the version keeps no reference lead and it is asked for, it is no ensemble and
    ///   members are asked for, or the frame has no row; `LearningError.missingInput` where the frame lacks an input.
    /// - Complexity: O(design columns).
    public func explanation(
        of frame: FeatureFrame, against basis: ExplanationBasis?, byMember: Bool = false
    ) throws -> LeadExplanation {
        let basis = basis ?? (reference == nil ? .average : .reference)
        let scores = try row(of: frame)
        let model = package.model
        let slots = scores.slots(0)
        let explanation: Explanation
        var values: [InputValue]?
        switch (basis, reference) {
        case (.average, _): explanation = model.explain(slots.span)
        case (.reference, let lead?):
            explanation = model.explain(slots.span, against: lead.slots(of: model).span)
            values = lead.values
        case (.reference, nil):
            throw WorkflowError.unusable(
                what: "version \(version) was made without a reference lead",
                remedy: "train again, or explain it --against average")
        }
        let inputs = scores.inputs(0)
        var lead = LeadExplanation(
            entity: frame.entities[0], asOf: frame.cutoffs[0], version: version,
            probability: explanation.score.probability.value, logit: explanation.score.logit, against: basis,
            baseline: explanation.baseline,
            baselineProbability: Probability(logit: explanation.baseline).value,
            contributions: model.inputs.indices.map {
                LeadExplanation.Contribution(
                    input: model.inputs[$0].name, family: families[$0], value: inputs[$0],
                    reference: values?[$0],
                    contribution: explanation.contributions[$0])
            })
        if byMember {
            lead.members = try members {
                model.columnContributions(
                    slots.span, against: basis == .reference ? reference?.slots(of: model) : nil)
            }
        }
        return lead
    }

    /// What columns add, summed by member: each column's name begins with its member's.
    ///
    /// - Parameter contributions: asked for only of an ensemble, which has no products of columns.
    private func members(_ contributions: () -> [Double]) throws -> [LeadExplanation.Member] {
        guard let ensemble else {
            throw WorkflowError.unusable(
                what: "version \(version) is a single model without members",
                remedy: "explain it --by input or --by family")
        }
        let contributions = contributions()
        return ensemble.members.map { member in
            let own = package.model.columns.indices.filter {
                package.model.columns[$0].name.hasPrefix(member.name + ": ")
            }
            return LeadExplanation.Member(
                member: member.name, weight: member.weight,
                contribution: own.reduce(0) { $0 + contributions[$1] })
        }
    }

    /// The first row of a frame, scored.
    func row(of frame: FeatureFrame) throws -> FrameScores {
        if frame.rowCount == 0 {
            throw WorkflowError.unusable(
                what: "there is no row of that \(package.unit)", remedy: "give an id as the source writes it")
        }
        return try FrameScores(frame, by: package.model)
    }
}
