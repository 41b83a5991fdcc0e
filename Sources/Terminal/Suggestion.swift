/// Finds the word that was probably meant.
enum Suggestion {
    /// The candidate with the fewest insertions and deletions; nil if none is near.
    ///
    /// Two edits and one more for every three letters are near. Ties go to the first in alphabetical order.
    static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        guard word.count <= 64 else { return nil }
        let nearest =
            candidates
            .map { (edits: $0.difference(from: word).count, word: $0) }
            .min { ($0.edits, $0.word) < ($1.edits, $1.word) }
        guard let nearest, nearest.edits <= 2 + word.count / 3 else { return nil }
        return nearest.word
    }
}
