/// The name that a misspelt one most likely stands for, or nil if none is near.
///
/// Near is an edit distance of at most a third of the name. Complexity: O(names x length²).
func nearest(to name: String, among names: [String]) -> String? {
    let candidates = names.map { (name: $0, distance: editDistance(Array(name.utf8), Array($0.utf8))) }
    guard let best = candidates.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
        return nil
    }
    return best.distance <= max(1, name.utf8.count / 3) ? best.name : nil
}

// Levenshtein 1966, one row of the table at a time.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let substituted = diagonal + (a == b ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
