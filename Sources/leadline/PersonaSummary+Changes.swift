import Evaluation
import Personas
import Terminal
import Workflow

extension PersonaSummary {
    /// What differs between two versions.
    static func show(
        _ difference: PersonaDifference, changes: [PersonaLedger.Change]?, _ console: Console
    ) {
        if let migration = difference.migration {
            console.heading("Revision \(migration.from) to revision \(migration.to)")
            for move in migration.moves where move.change != .kept {
                console.line(
                    "\(move.persona): \(move.change.rawValue)\(move.becomes.isEmpty ? "" : ": \(move.becomes.joined(separator: ", "))")\(move.because.map { ": \($0)" } ?? "")"
                )
            }
            for name in migration.added { console.line("\(name): new") }
        } else {
            console.heading("The second is not a later revision of the first")
        }
        for (name, fields) in difference.changed.sorted(by: { $0.key < $1.key }) {
            console.line("\(name): other \(fields.joined(separator: ", "))")
        }
        for other in difference.others { console.line("other: \(other)") }
        for move in difference.clusters where move.from != move.to || move.distance > 0 {
            console.line(
                "group \(move.from): nearest is \(move.to), \(Figures.text(move.distance)) standard deviations away"
            )
        }
        guard let changes else { return }
        console.table(
            ["from", "to", "leads"], changes.map { [$0.from, $0.to, Figures.count($0.leads)] },
            alignments: [.left, .left, .right])
        if changes.isEmpty { console.line("no lead changes") }
    }

    /// Whether later leads still fall into the groups.
    static func show(_ drift: PersonaDrift, _ console: Console) {
        console.heading(
            "\(Figures.count(drift.leads)) later leads against \(Figures.count(drift.referenceLeads))")
        console.line(
            "shares: \(Figures.percent(drift.shareShift)) of the leads would have to change groups; chance stays below \(Figures.percent(drift.shareLimit))"
        )
        console.line(
            "unlike anybody: \(share(drift.unlikeAnybody, bounds: true))\(drift.hasStrangers ? " (more than chance would have)" : ""); 0.1 % of the first leads are"
        )
        console.table(
            [
                "group", "persona", "share then", "now", "what moved most", "stability then", "now",
                "converted then", "now",
            ],
            drift.groups.map { group in
                [
                    group.id, group.persona ?? "", share(group.before, bounds: false),
                    share(group.now, bounds: false), words(group),
                    group.stabilityBefore.map(Figures.text) ?? "not measured",
                    (group.stabilityNow.map(Figures.text) ?? "not measured")
                        + (group.isDissolved ? " (not found again)" : ""),
                    share(group.conversionBefore, bounds: true),
                    group.conversionNow.map {
                        share($0, bounds: true) + (group.convertsOtherwise ? " (otherwise)" : "")
                    } ?? "",
                ]
            }, alignments: [.left, .left, .right, .right, .left, .right, .right, .right, .right])
        for unfair in drift.unfair {
            console.warn(unfair.share.finding(of: unfair.attribute, in: unfair.share.persona))
        }
        moved(drift, console)
    }

    /// Where a group's leads differ most from the first.
    private static func words(_ group: PersonaDrift.Group) -> String {
        guard let move = group.move else { return "no lead" }
        guard group.hasMoved else { return "nothing beyond chance" }
        return
            "\(move.column) \(move.isHigher ? "higher" : "lower"): \(Figures.percent(move.now)) where \(Figures.percent(move.before)) were (moved)"
    }
}
