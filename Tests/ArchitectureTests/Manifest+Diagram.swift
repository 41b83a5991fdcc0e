extension Manifest {
    /// The rooms and programs with the edges between them, as a Mermaid block.
    ///
    /// An edge that another path says already is left out, so that the drawing can be read.
    func diagram() -> String {
        let drawn = targets.filter { $0.layer < Self.testSupportLayer }
        let below = Dictionary(uniqueKeysWithValues: drawn.map { ($0.name, reachable(from: $0)) })
        var lines = ["```mermaid", "flowchart TD"]
        for layer in Set(drawn.map(\.layer)).sorted(by: >) {
            let title = layer == Self.programLayer ? "programs" : "layer \(layer)"
            lines.append("  subgraph \"\(title)\"")
            lines += drawn.filter { $0.layer == layer }.map { "    \($0.name)" }.sorted()
            lines.append("  end")
        }
        for target in drawn.sorted(by: { ($1.layer, $0.name) < ($0.layer, $1.name) }) {
            let direct = target.uses.filter { below[$0] != nil }
            for name in direct.sorted() where !direct.contains(where: { below[$0]?.contains(name) == true }) {
                lines.append("  \(target.name) --> \(name)")
            }
        }
        return (lines + ["```"]).joined(separator: "\n")
    }

    /// What a target leans on, directly or not.
    private func reachable(from target: Target) -> Set<String> {
        target.uses.reduce(into: []) { names, name in
            guard let next = targets.first(where: { $0.name == name }) else { return }
            names.formUnion([name])
            names.formUnion(reachable(from: next))
        }
    }
}
