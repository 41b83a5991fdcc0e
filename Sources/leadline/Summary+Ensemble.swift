import Evaluation
import Terminal
import Workflow

extension Summary {
    /// The members of an ensemble with their weights, alone and all together; nothing for a single model.
    static func ensemble(_ document: EvaluationDocument, _ console: Console) {
        guard let ensemble = document.ensemble else { return }
        console.heading("Members of the ensemble")
        func plain(_ value: Double?) -> String { value.map(Figures.text) ?? "–" }
        console.table(
            [
                "member", "weight", "share", "log loss*", "AUROC*", "log loss, test", "AUROC, test",
                "ensemble less it (95 % paired)",
            ],
            ensemble.members.map { member in
                [
                    member.name, Figures.text(member.weight), Figures.percent(member.share),
                    plain(member.stacking.logLoss), plain(member.stacking.auroc),
                    plain(member.row("log_loss")?.value), plain(member.row("auroc")?.value),
                    figure(member.difference("auroc")),
                ]
            } + [
                [
                    "all together", "", "", plain(ensemble.stacking.logLoss), plain(ensemble.stacking.auroc),
                    plain(document.row("log_loss")?.value), plain(document.row("auroc")?.value), "",
                ]
            ],
            alignments: [.left, .right, .right, .right, .right, .right, .right, .left])
        for member in ensemble.members { console.line("\(member.name) sets \(member.settings.words)") }
        console.line(
            "(* on the \(Figures.count(ensemble.rows)) rows that weighed the members, \(Figures.count(ensemble.positives)) positive: flattering, since the weights were made for them; differences are of AUROC)"
        )
        if ensemble.isMeagre {
            console.warn(
                "few positives weighed the members: another slice of this size may give other weights")
        }
    }

    /// What the members of an ensemble add to one lead's logit.
    static func members(
        _ members: [LeadExplanation.Member], of explanation: LeadExplanation, _ console: Console
    ) {
        let basis = explanation.against == .reference ? "reference lead" : "baseline"
        console.table(
            ["member", "weight", "adds to the logit"],
            [["(\(basis))", "", Figures.text(explanation.baseline)]]
                + members.map { [$0.member, Figures.text($0.weight), Figures.text($0.contribution)] }
                + [["= logit", "", Figures.text(explanation.logit)]],
            alignments: [.left, .right, .right])
    }
}
