/// Which keys of which mappings were asked for while decoding.
final class DecodingJournal {
    private var asked: [[PathStep]: Set<String>] = [:]

    /// Notes that the mapping at a path is decoded by key; until then its keys are nobody's business.
    func open(_ path: [PathStep]) { asked[path, default: []].formUnion([]) }

    func note(_ key: String, at path: [PathStep]) { asked[path, default: []].insert(key) }

    /// The keys asked for, whether they are there or not; nil if the mapping was never decoded by key.
    func keys(at path: [PathStep]) -> Set<String>? { asked[path] }
}
