import Evaluation
import Learning
import Models
import Terminal
import Workflow

extension Console {
    /// How intents were learned.
    func show(_ training: IntentTraining) {
        let used = training.intents.reduce(0) { $0 + $1.rows }
        heading(
            "\(Figures.count(used)) messages, \(Figures.count(training.intents.count)) intents, "
                + "\(training.settings.features.rawValue) of \(Figures.count(training.columns)) numbers")
        let left = training.withoutText + training.withoutLabel
        if left > 0 {
            line(
                "left out: \(Figures.count(training.withoutText)) without a text, "
                    + "\(Figures.count(training.withoutLabel)) without a label")
        }
        if training.nothingKnown > 0 {
            line("of \(Figures.count(training.nothingKnown)) messages nothing is known")
        }
        if !training.candidates.isEmpty {
            let best = training.candidates.min { $0.logLoss < $1.logLoss }
            table(
                ["dimensions", "strength", "log loss", "accuracy"],
                training.candidates.map {
                    [
                        "\($0.dimensions ?? training.columns)",
                        $0 == best ? "\($0.strength) (taken)" : "\($0.strength)",
                        Figures.text($0.logLoss), Figures.percent($0.accuracy),
                    ]
                }, alignments: [.right, .right, .right, .right])
        }
        guard let heldOut = training.heldOut else {
            line("no messages were held out: probabilities are not calibrated")
            return
        }
        let before = heldOut.logLossBefore.map(Figures.text) ?? "undefined"
        line(
            "temperature \(Figures.text(training.temperature)): log loss \(before) before, "
                + "\(heldOut.answers.logLoss.map(Figures.text) ?? "undefined") after; expected calibration error "
                + "\(Figures.text(heldOut.expectedCalibrationErrorBefore)) before, "
                + "\(Figures.text(heldOut.answers.expectedCalibrationError)) after")
        line("threshold \(Figures.text(training.threshold)); of messages that were held out:")
        show(heldOut.answers)
    }

    /// How good answers are.
    func show(_ evaluation: ClassEvaluation) {
        func text(_ share: ShareEstimate) -> [String] {
            [
                Figures.text(share.value, share.lower, share.upper),
                "\(Figures.count(share.count)) of \(Figures.count(share.rows))",
            ]
        }
        table(
            ["measure", "value (95 % interval)", "messages"],
            [
                ["accuracy"] + text(evaluation.accuracy),
                ["macro F1", Figures.text(evaluation.macroF1), Figures.count(evaluation.rows)],
                [
                    "log loss", evaluation.logLoss.map(Figures.text) ?? "undefined",
                    Figures.count(evaluation.rows - evaluation.unknownLabels),
                ],
                [
                    "expected calibration error", Figures.text(evaluation.expectedCalibrationError),
                    Figures.count(evaluation.rows),
                ],
                ["coverage"] + text(evaluation.coverage),
                ["precision where named"] + text(evaluation.precision),
            ])
        if evaluation.unknownLabels > 0 {
            line(
                "\(Figures.count(evaluation.unknownLabels)) messages have an intent that the model does not know; they count as wrong"
            )
        }
        if !evaluation.confusions.isEmpty {
            table(
                ["taken for", "is", "messages"],
                evaluation.confusions.prefix(10).map { [$0.answer, $0.label, Figures.count($0.rows)] },
                alignments: [.left, .left, .right])
        }
    }
}
