import Features
import Models
import Scoring
import Terminal
import Workflow

extension Summary {
    /// One lead's score: what each input adds, the most telling first.
    static func explanation(
        _ explanation: LeadExplanation, of package: ScorerPackage, _ console: Console
    ) {
        console.heading(
            "\(explanation.entity.id): \(Figures.percent(explanation.probability)) by \(package.name) version \(explanation.version) as of \(explanation.asOf)"
        )
        if let decision = explanation.decision { self.decision(decision, explanation, console) }
        let isReference = explanation.against == .reference
        let basis =
            isReference
            ? "the reference lead, what is usual among the rows of the fit"
            : "the average of the rows of the fit, column by column"
        console.line("against \(basis): \(Figures.percent(explanation.baselineProbability))")
        if let families = explanation.families {
            console.table(
                ["family", "inputs", "adds to the logit"],
                [
                    [
                        "(\(isReference ? "reference lead" : "baseline"))", "",
                        Figures.text(explanation.baseline),
                    ]
                ]
                    + families.map {
                        [$0.family, $0.inputs.joined(separator: ", "), Figures.text($0.contribution)]
                    } + [["= logit", "", Figures.text(explanation.logit)]],
                alignments: [.left, .left, .right]
            )
        } else if let members = explanation.members {
            self.members(members, of: explanation, console)
        } else {
            inputs(of: explanation, package, console)
        }
        if let counterfactual = explanation.counterfactual {
            self.counterfactual(counterfactual, explanation, console)
        }
    }

    private static func inputs(
        of explanation: LeadExplanation, _ package: ScorerPackage, _ console: Console
    ) {
        let isReference = explanation.against == .reference
        let inputs = Dictionary(
            package.model.inputs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = explanation.contributions.sorted { abs($0.contribution) > abs($1.contribution) }.map {
            one in
            [one.input, inputs[one.input]?.sentence(for: one.value) ?? ""]
                + (one.reference.map { [plain($0)] } ?? []) + [Figures.text(one.contribution)]
        }
        let gap = isReference ? [""] : []
        console.table(
            ["input", "what is known"] + (isReference ? ["reference lead"] : []) + ["adds to the logit"],
            [
                ["(\(isReference ? "reference lead" : "baseline"))", ""] + gap + [
                    Figures.text(explanation.baseline)
                ]
            ]
                + rows + [["= logit", ""] + gap + [Figures.text(explanation.logit)]],
            alignments: [.left, .left] + (isReference ? [.left] : []) + [.right])
    }

    /// A value of an input without its sentence.
    static func plain(_ value: InputValue) -> String {
        switch value {
        case .number(let number):
            abs(number) < 1 && number != 0 ? Figures.text(number) : Figures.plain(number)
        case .level(let level): level.isEmpty ? "(another)" : level
        case .missing: "nothing known"
        }
    }
}
