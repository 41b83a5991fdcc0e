import Spelling

extension SettingsDocument {
    /// Decodes the whole document.
    ///
    /// Any Codable type works: keys of a mapping come in written order, a key that nothing asked for is an
    /// error, and an error thrown by a type's own `init(from:)` comes out with the file and line of its value.
    /// A text of the form `problem; remedy: what to do` is taken apart at `; remedy: `.
    ///
    /// - Throws: the first fault met, with file, line, column, key path and remedy.
    /// - Complexity: O(values) and what the types themselves do.
    public func decode<Value: Decodable>(_ type: Value.Type) throws(SettingsError) -> Value {
        let journal = DecodingJournal()
        let decoder = NodeDecoder(document: self, node: root, path: [], journal: journal)
        let value: Value
        do {
            value = try decoder.value(type)
        } catch {
            throw decoder.settingsError(from: error)
        }
        if let error = firstUnknownKey(in: root, path: [], journal: journal) { throw error }
        return value
    }

    /// The first key in written order, over all mappings that were decoded by key, that nothing asked for.
    private func firstUnknownKey(
        in node: YAMLNode, path: [PathStep], journal: DecodingJournal
    ) -> SettingsError? {
        switch node.content {
        case .scalar: return nil
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                if let error = firstUnknownKey(in: item, path: path + [.index(index)], journal: journal) {
                    return error
                }
            }
        case .mapping(let pairs):
            let asked = journal.keys(at: path)
            for pair in pairs {
                let below = path + [.key(pair.key)]
                if let asked, !asked.contains(pair.key) {
                    let known = asked.filter { name in !pairs.contains { $0.key == name } }
                    let problem = SettingsProblem.unknownKey(
                        name: Excerpt.token(pair.key), nearest: NearestName.of(pair.key, among: known),
                        known: asked.sorted())
                    return error(at: below, mark: pair.keyMark, problem)
                }
                if let error = firstUnknownKey(in: pair.value, path: below, journal: journal) { return error }
            }
        }
        return nil
    }
}
