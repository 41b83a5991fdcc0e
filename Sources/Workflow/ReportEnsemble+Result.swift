import Evaluation
import Reports

extension ReportEnsemble {
    /// What an evaluation keeps of an ensemble.
    ///
    /// - Parameter rows: the ensemble's own metric rows.
    init(_ result: EnsembleResult, rows: [MetricRow]) {
        func own(_ metric: String) -> MetricRow? {
            rows.first { $0.metric == metric && $0.slice == "test" && $0.group == MetricRow.overall }
        }
        self.init(
            sentences: result.sentences,
            members: result.members.map { member in
                Member(
                    name: member.name, settings: member.settings.words, weight: member.weight,
                    share: member.share,
                    figures: Figures(
                        stackingLogLoss: member.stacking.logLoss, stackingAUROC: member.stacking.auroc,
                        auroc: member.row("auroc"), logLoss: member.row("log_loss")),
                    aurocDifference: member.difference("auroc"),
                    logLossDifference: member.difference("log_loss"))
            },
            whole: Figures(
                stackingLogLoss: result.stacking.logLoss, stackingAUROC: result.stacking.auroc,
                auroc: own("auroc"), logLoss: own("log_loss")))
    }
}

extension EnsembleResult {
    /// How the weights were found, and what the figures are worth.
    public var sentences: [String] {
        var sentences = [
            "The ensemble's logit is a weighted sum of its members' logits. The weights, none below 0, are those of the least log loss on the \(Figures.count(rows)) rows of the calibrate slice (\(Figures.count(positives)) positive), on which no member was fitted.",
            "Figures on these rows flatter the ensemble, whose weights were made for them; on the test slice nothing was fitted. Each member alone is calibrated as the ensemble is, and by a line where nothing else calibrates.",
        ]
        if isMeagre {
            sentences.append(
                "Fewer than \(Self.positivesEach) positives for each weight: another slice of this size may give others."
            )
        }
        let idle = members.filter { $0.weight == 0 }.map(\.name)
        if !idle.isEmpty {
            sentences.append("Without a weight, and so without a column: \(idle.joined(separator: ", ")).")
        }
        return sentences
    }
}

extension ReportFact {
    /// What was fitted of a member.
    init(_ member: EnsembleLineage.Member) {
        self.init(
            name: "member \(member.name)",
            value:
                "weight \(Figures.text(member.weight)), \(member.columns) columns, penalty \(member.penalty.map(Figures.text) ?? "–")\(member.strength == nil ? "" : " by time splits"), \(member.optimizer.state) after \(member.optimizer.iterations) steps"
        )
    }
}
