/// Finds the name that was probably meant.
public enum NearestName {
    /// The candidate with the fewest insertions and deletions, letter case apart; nil if none is near.
    ///
    /// Two edits and one more for every three letters are near. Ties go to the first in alphabetical order.
    /// - Complexity: O(candidates · length²); names longer than 64 characters have no nearest.
    public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        guard name.count <= 64 else { return nil }
        let lowered = name.lowercased()
        let nearest = candidates.lazy.filter { $0.count <= 64 }
            .map { (edits: $0.lowercased().difference(from: lowered).count, name: $0) }
            .min { ($0.edits, $0.name) < ($1.edits, $1.name) }
        guard let nearest, nearest.edits <= 2 + name.count / 3 else { return nil }
        return nearest.name
    }

    /// The remedy for a name that there is not: the nearest, and all there are in their given order.
    public static func remedy(for name: String, among known: [String]) -> String {
        guard !known.isEmpty else { return "remove it; there is none to name" }
        let question = of(name, among: known).map { "did you mean `\($0)`? " } ?? ""
        return "\(question)use one of \(known.joined(separator: ", "))"
    }
}
