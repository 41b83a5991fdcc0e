import Arithmetic

/// Two seeded samples of a normal number in the deciles of the first, with clusters.
struct Pooled {
    var bins: [Int32] = []
    var clusters: [Int] = []
    var referenceRows = 0
    let binCount = 10

    /// - Parameters:
    ///   - rows: of the reference and of the other sample.
    ///   - shift: of the other sample, in standard deviations.
    ///   - size: how many rows a cluster has.
    ///   - share: of the variance that a cluster's rows have in common.
    ///   - isShared: whether the other sample asks about the same clusters.
    init(
        seed: UInt64, rows: (Int, Int), shift: Double = 0, size: Int = 1, share: Double = 0,
        isShared: Bool = false
    ) {
        var generator = SplitMix64(seed: seed, stream: 77)
        // Twelve uniform numbers less six: normal enough, and plain.
        func normal() -> Double {
            (0..<12).reduce(-6.0) { sum, _ in sum + Double(generator.next() >> 11) * 0x1p-53 }
        }
        var common: [Int: Double] = [:]
        func sample(_ count: Int, _ shift: Double, from first: Int) -> [Double] {
            (0..<count).map { row in
                let cluster = first + row / size
                clusters.append(cluster)
                let shared = common[cluster] ?? normal()
                common[cluster] = shared
                return shift + share.squareRoot() * shared + (1 - share).squareRoot() * normal()
            }
        }
        let reference = sample(rows.0, 0, from: 0)
        let current = sample(rows.1, shift, from: isShared ? 0 : rows.0)
        let sorted = reference.sorted()
        let edges = (1..<10).map { sorted[sorted.count * $0 / 10] }
        bins = (reference + current).map { number in Int32(edges.count { $0 <= number }) }
        referenceRows = rows.0
    }

    func counts(_ rows: Range<Int>) -> [Int] {
        (0..<binCount).map { bin in rows.count { bins[$0] == Int32(bin) } }
    }
}
