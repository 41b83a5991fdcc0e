public import Features
import Models
import Scoring
import Spelling

extension LeadExplainer {
    /// The smallest changes of a frame's first row that take it to a probability.
    ///
    /// - Parameters:
    ///   - frame: as for `explanation(of:against:)`.
    ///   - target: the probability, above 0 and below 1; a lead above it is to fall to it.
    ///   - actionable: what may be changed, by input; inputs that the version does not have are passed over, for a pipeline
    ///     may be newer than it.
    ///   - limit: how many answers at most.
    /// - Throws: `WorkflowError.unusable` where the version has no actionable input, and for a level it does not know.
    /// - Complexity: as `CounterfactualSearch.answers(limit:)`.
    public func counterfactual(
        of frame: FeatureFrame, to target: Double, actionable: [String: Actionability], limit: Int
    ) throws -> LeadCounterfactual {
        let row = try row(of: frame).slots(0)
        let model = package.model
        var offered: [Int: [Double]] = [:]
        var texts = LevelTexts()
        for (index, input) in model.inputs.enumerated() {
            if input.kind == .category, case .categories(let values)? = frame.column(input.name)?.values,
                let level = values[0]
            {
                texts.slot(of: level, input: index, of: model)
            }
            guard let entry = actionable[input.name] else { continue }
            guard (entry.levels != nil) == (input.kind == .category) else {
                throw WorkflowError.unusable(
                    what:
                        "`actionable.\(input.name)` is of \(entry.levels == nil ? "a number" : "a category"), which version \(version) does not take it for",
                    remedy: "name a version that was trained from this pipeline, or train again")
            }
            offered[index] =
                if let levels = entry.levels {
                    try codes(of: levels, input: index, noting: &texts)
                } else {
                    entry.numbers(from: row[index])
                }
        }
        guard !offered.isEmpty else {
            throw WorkflowError.unusable(
                what: "the pipeline names no input of version \(version) that can be acted on",
                remedy: "list some under `actionable`; see docs/explain.md, what can be acted on")
        }
        let search = CounterfactualSearch(model, row: row, target: target, offered: offered)
        let isReachable = search.isReached || search.isReachable
        let found = search.found(limit: limit, scorings: .max)
        return LeadCounterfactual(
            target: target, isRaised: search.isRaised, isReachable: isReachable,
            actionable: offered.keys.sorted().map { model.inputs[$0].name },
            answers: found.answers.map { answer($0, from: row, texts) }, isComplete: found.isComplete,
            nearest: isReachable ? nil : answer(search.farthest, from: row, texts))
    }

    private func codes(
        of levels: [String], input index: Int, noting texts: inout LevelTexts
    ) throws -> [Double] {
        let input = package.model.inputs[index]
        return try levels.map { level in
            guard input.buckets != nil || input.levels.contains(level) else {
                throw WorkflowError.unusable(
                    what:
                        "`actionable` names the level '\(level)' of \(input.name), which version \(version) does not know",
                    remedy: NearestName.remedy(for: level, among: input.levels))
            }
            return texts.slot(of: level, input: index, of: package.model)
        }
    }

    private func answer(
        _ found: Counterfactual, from row: [Double], _ texts: LevelTexts
    ) -> LeadCounterfactual.Answer {
        let model = package.model
        return LeadCounterfactual.Answer(
            changes: found.changes.map { change in
                LeadCounterfactual.Change(
                    input: model.inputs[change.input].name,
                    from: texts.value(slot: row[change.input], input: change.input, of: model),
                    to: texts.value(slot: change.value, input: change.input, of: model),
                    distance: change.distance)
            }, probability: found.score.probability.value, logit: found.score.logit, distance: found.distance)
    }
}
