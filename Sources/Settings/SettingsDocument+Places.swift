extension SettingsDocument {
    /// The path with decimal names turned into indices where the document has a list.
    func steps(_ keyPath: [String]) -> [PathStep] {
        var node: YAMLNode? = root
        return keyPath.map { name in
            var step = PathStep.key(name)
            if case .sequence? = node?.content, let index = Int(name) { step = .index(index) }
            node = node?[step]
            return step
        }
    }

    /// The place of a key or list item; nil if there is none.
    func mark(of path: [PathStep]) -> YAMLMark? {
        guard let last = path.last else { return root.mark }
        guard let parent = path.dropLast().reduce(Optional(root), { $0?[$1] }) else { return nil }
        if case .mapping(let pairs) = parent.content, case .key(let name) = last {
            return pairs.first { $0.key == name }?.keyMark
        }
        return parent[last]?.mark
    }

    /// An error at the value of a path, or at the nearest value above it.
    func error(at path: [PathStep], _ problem: SettingsProblem) -> SettingsError {
        var node = root
        for step in path {
            guard let next = node[step] else { break }
            node = next
        }
        return error(at: path, mark: node.mark, problem)
    }

    func error(at path: [PathStep], mark: YAMLMark, _ problem: SettingsProblem) -> SettingsError {
        SettingsError(file: file, line: mark.line, column: mark.column, keyPath: path.text, problem: problem)
    }
}
