import Arithmetic
import LinearAlgebra

/// How often words stand near each other, and how much more often than by chance.
struct CoOccurrences {
    /// The number of words.
    let words: Int
    /// Pairs within the window, by the number of the first word in the upper half and of the second in the lower.
    private(set) var counts: [UInt64: Double] = [:]

    init(words: Int) { self.words = words }

    /// Adds the pairs of a text.
    ///
    /// - Parameters:
    ///   - text: the numbers of its known words, in their order.
    ///   - window: words to either side that count.
    ///   - isNear: whether two places within the window, the earlier one first, are near enough.
    /// - Complexity: O(words of the text * window).
    mutating func add(_ text: [Int], window: Int, isNear: (Int, Int) -> Bool = { _, _ in true }) {
        for place in text.indices {
            for other in (place + 1)..<max(place + 1, min(place + 1 + window, text.count))
            where isNear(place, other) {
                counts[UInt64(text[place]) << 32 | UInt64(text[other]), default: 0] += 1
                counts[UInt64(text[other]) << 32 | UInt64(text[place]), default: 0] += 1
            }
        }
    }

    /// ln(p(word, context) / (p(word) p(context))) where above 0; shape (words, words).
    ///
    /// Contexts count by their frequency to the power of 0.75, so that rare ones do not seem telling.
    ///
    /// Source: O. Levy, Y. Goldberg and I. Dagan, "Improving distributional similarity with lessons learned from word embeddings"
    /// (2015).
    func positiveInformation() -> SparseMatrix {
        let pairs = counts.sorted { $0.key < $1.key }
        var sums = [Double](repeating: 0, count: words)
        for (pair, count) in pairs { sums[Int(pair >> 32)] += count }
        let contexts = sums.map { $0 > 0 ? PortableMath.exp(0.75 * PortableMath.log($0)) : 0 }
        let total = contexts.reduce(0, +)
        var starts = [0]
        var (columns, values): ([Int32], [Double]) = ([], [])
        var place = 0
        for word in 0..<words {
            while place < pairs.count, Int(pairs[place].key >> 32) == word {
                let context = Int(pairs[place].key & 0xFFFF_FFFF)
                let chance = sums[word] * contexts[context] / total
                let information = PortableMath.log(pairs[place].value / chance)
                if information > 0 {
                    columns.append(Int32(context))
                    values.append(information)
                }
                place += 1
            }
            starts.append(values.count)
        }
        return SparseMatrix(columns: words, rowStarts: starts, columnIndices: columns, values: values)
    }
}
