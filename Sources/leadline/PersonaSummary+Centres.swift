import Evaluation
import Terminal
import Workflow

extension PersonaSummary {
    /// The centre of each group in units: the median of each input, the commonest level of a category.
    static func centres(_ discovery: PersonaDiscovery, _ console: Console) {
        let groups = discovery.profiles.compactMap(\.centre)
        guard let all = discovery.centre, groups.count == discovery.profiles.count,
            groups.allSatisfy({ $0.count == all.count })
        else { return }
        console.line("")
        console.table(
            ["input, median or commonest", "unit"] + discovery.profiles.map(\.id) + ["all leads"],
            all.indices.map { index in
                [all[index].feature, all[index].unit ?? ""] + groups.map { $0[index].text }
                    + [all[index].text]
            }, alignments: [.left, .left] + groups.map { _ in .right } + [.right])
    }
}
