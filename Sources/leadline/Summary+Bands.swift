import Evaluation
import Terminal
import Workflow

extension Summary {
    /// What became of each band of scores, of one slice's rows; nothing where there are no bands.
    static func bands(_ rows: [MetricRow], _ console: Console) {
        let own = rows.filter { $0.group.hasPrefix("band=") }
        // A column of that name is a group like any other.
        guard !own.isEmpty, !own.contains(where: { $0.metric == "auroc" }) else { return }
        var groups: [String] = []
        for row in own where !groups.contains(row.group) { groups.append(row.group) }
        func text(_ metric: String, _ group: String) -> String {
            figure(own.first { $0.metric == metric && $0.group == group })
        }
        console.heading("By band of scores")
        console.table(
            ["band", "rows", "promised", "happened", "days to the outcome"],
            groups.map { group in
                [
                    String(group.dropFirst("band=".count)),
                    Figures.count(own.first { $0.group == group }?.n ?? 0),
                    text("mean_probability", group), text("base_rate", group), text("cycle_days", group),
                ]
            }, alignments: [.left, .right])
    }
}
