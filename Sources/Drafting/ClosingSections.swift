/// The sections that every pipeline ends with: model, calibration, rules, evaluation, gates.
struct ClosingSections {
    /// The inputs with their transforms, in order; nil takes every feature as it is.
    let inputs: [(name: String, transforms: [String])]?
    /// Hand rules.
    let rules: [HandRuleDraft]
    /// How many rows the team works on.
    let capacity: Int
    /// Names of the groupings to report on.
    let groups: [String]

    func write(to text: inout Commented) {
        text.line("model:")
        if let inputs {
            text.line("inputs:", indent: 2)
            for input in inputs {
                let transforms = input.transforms.joined(separator: ", ")
                text.line("\(Commented.scalar(input.name)): [\(transforms)]", indent: 4)
            }
        }
        text.line("penalty: 1.0", indent: 2, comment: "larger pulls the coefficients closer to zero")
        text.line("minimumCount: 20", indent: 2, comment: "categories of fewer rows are counted as other")
        text.line("seed: 1", indent: 2)
        text.gap()
        text.line("calibration: {method: platt}")
        text.gap()
        if !rules.isEmpty {
            text.comment("Rules of thumb that the model has to beat. Add the one your team works by today.")
            text.line("rules:")
            for rule in rules {
                let direction = rule.isHigherBetter ? "" : ", better: lower"
                let name = Commented.scalar(rule.feature)
                text.line("\(name): {feature: \(name)\(direction)}", indent: 2)
            }
            text.gap()
        }
        text.line("evaluation:")
        text.line("top: 0.1", indent: 2)
        text.line(
            "capacity: \(max(1, capacity))", indent: 2,
            comment: "guessed: a tenth of the test rows. Write how many leads the team can work on")
        if !groups.isEmpty {
            text.line("groups: \(Commented.list(groups))", indent: 2, comment: "measured for each group, too")
        }
        text.gap()
        text.comment(
            "What a version has to reach before it is promoted; raise it once you know what is possible.")
        text.line("gates:")
        text.line("- {metric: auroc, bound: lower, value_threshold: {lower_bound: 0.5}}", indent: 2)
        text.line(
            "- {metric: calibration_slope, value_threshold: {lower_bound: 0.5, upper_bound: 2.0}}", indent: 2)
    }
}
