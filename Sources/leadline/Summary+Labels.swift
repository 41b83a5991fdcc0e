import Datasets
import Terminal
import Workflow

extension Summary {
    /// What became of the cases by month of the cutoff; nothing for a plain table.
    static func labels(_ counts: [CasePlan.Count]?, _ console: Console) {
        guard let counts, !counts.isEmpty else { return }
        console.heading("Labels by month of the cutoff")
        console.table(
            ["slice", "month", "positive", "negative", "immature", "excluded", "purged", "in another slice"],
            counts.map {
                [
                    $0.slice?.rawValue ?? "–", $0.month, Figures.count($0.positives),
                    Figures.count($0.negatives), Figures.count($0.immature), Figures.count($0.excluded),
                    Figures.count($0.purged), Figures.count($0.shared),
                ]
            },
            alignments: [.left, .left, .right, .right, .right, .right, .right, .right])
        let reasons = counts.reduce(into: [String: Int]()) { sum, count in
            sum.merge(count.exclusions, uniquingKeysWith: +)
        }
        for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
            console.line("excluded: \(Figures.count(count)) cases, \(reason)")
        }
    }
}
