import Arithmetic
import Evaluation
import LinearAlgebra
import Models
import Personas

extension PersonaDrift {
    /// Draws of the null distribution of shares.
    private static let draws = 10_000
    /// Columns that moved less are not told of.
    private static let leastMove = 0.5

    /// Compares later leads with those that groups were found in.
    ///
    /// - Parameters:
    ///   - rows: standardized columns of the later leads; shape (rows, columns).
    ///   - labels: their outcomes; nil where they are not known yet.
    ///   - taxonomy: what groups are called; nil where they have no names.
    ///   - stability: how well each group is found again, then and now.
    /// - Complexity: O(rows * clusters * columns), and a test of two shares a group, column and level.
    init(
        rows: [[Double]], labels: [Bool]?, clusters: PersonaClusters, taxonomy: Taxonomy?,
        reference: PersonaReference,
        stability: (before: [Double?], now: [Double?])? = nil, seed: UInt64
    ) {
        let count = clusters.ids.count
        let total = reference.sizes.reduce(0, +)
        var sizes = [Int](repeating: 0, count: count)
        var positives = sizes
        var sums = clusters.model.centres.map { [Double](repeating: 0, count: $0.count) }
        var strangers = 0
        var own: [Int] = []
        for (place, row) in rows.enumerated() {
            let (cluster, distance) = clusters.model.nearest(row.span)
            own.append(cluster)
            sizes[cluster] += 1
            if labels?[place] ?? false { positives[cluster] += 1 }
            if distance > clusters.farthest { strangers += 1 }
            for (column, value) in row.enumerated() { sums[cluster][column] += value }
        }
        let rate = Self.rate / 4
        referenceLeads = total
        leads = rows.count
        unlikeAnybody = ShareEstimate(strangers, of: rows.count)
        hasStrangers =
            FisherExactTest((count: strangers, of: rows.count), (count: reference.strangers, of: total))
            .more < rate
        shareShift = Self.shift(reference.sizes, sizes)
        var random = CounterRandom(seed: seed, stream: "persona drift")
        shareLimit = Self.shareLimit(reference.sizes, sizes, rate: rate, &random)
        moved = Self.moved(sums, rows.count, reference, clusters)
        groups = []
        let levels = reference.levels.enumerated().map { column, levels in
            ColumnLevels(rows.map { $0[column] }, values: levels.values, clusters: own, count: count)
        }
        // Bonferroni: of so many comparisons one is beyond it by chance no more often than the rate, whatever depends on what.
        let comparisons = Double(max(1, count * reference.levels.reduce(0) { $0 + $1.values.count }))
        for cluster in 0..<count {
            let move = Self.move(levels, sizes[cluster], of: cluster, reference, clusters)
            let chance: Double? =
                labels == nil || sizes[cluster] == 0
                ? nil
                : FisherExactTest(
                    (count: positives[cluster], of: sizes[cluster]),
                    (count: reference.positives[cluster], of: reference.sizes[cluster])
                ).pValue
            groups.append(
                Group(
                    id: clusters.ids[cluster], persona: taxonomy?.persona(of: clusters.ids[cluster]),
                    before: ShareEstimate(reference.sizes[cluster], of: total),
                    now: ShareEstimate(sizes[cluster], of: rows.count), move: move,
                    hasMoved: move.map { $0.pValue < rate / comparisons } ?? false,
                    stabilityBefore: stability?.before[cluster], stabilityNow: stability?.now[cluster],
                    conversionBefore: ShareEstimate(
                        reference.positives[cluster], of: reference.sizes[cluster]),
                    conversionNow: chance.map { _ in
                        ShareEstimate(positives[cluster], of: sizes[cluster])
                    }, conversionPValue: chance,
                    convertsOtherwise: chance.map { $0 < rate / Double(count) } ?? false))
        }
    }

    /// Where the distribution of a column within a group differs most; nil for a group without later leads.
    private static func move(
        _ levels: [ColumnLevels], _ size: Int, of cluster: Int, _ reference: PersonaReference,
        _ clusters: PersonaClusters
    ) -> Move? {
        guard size > 0, reference.sizes[cluster] > 0 else { return nil }
        let total = reference.sizes[cluster]
        var farthest: Move?
        for (column, now) in levels.enumerated() {
            for (place, count) in now.counts[cluster].enumerated() {
                let before = reference.levels[column].counts[cluster][place]
                let chance = FisherExactTest((count: count, of: size), (count: before, of: total)).pValue
                if farthest.map({ chance < $0.pValue }) ?? true {
                    farthest = Move(
                        column: clusters.encoder.columns[column].name,
                        before: Double(before) / Double(total), now: Double(count) / Double(size),
                        pValue: chance)
                }
            }
        }
        return farthest
    }

    private static func moved(
        _ sums: [[Double]], _ rows: Int, _ reference: PersonaReference, _ clusters: PersonaClusters
    ) -> [MovedColumn] {
        let total = Double(max(1, reference.sizes.reduce(0, +)))
        return clusters.encoder.columns.indices.map { column in
            var (before, now) = (0.0, 0.0)
            for (cluster, mean) in reference.means.enumerated() {
                before += mean[column] * Double(reference.sizes[cluster]) / total
                now += sums[cluster][column] / Double(max(1, rows))
            }
            return MovedColumn(name: clusters.encoder.columns[column].name, shift: now - before)
        }.filter { abs($0.shift) > leastMove }.sorted {
            (abs($1.shift), $0.name) < (abs($0.shift), $1.name)
        }
    }

    private static func shift(_ left: [Int], _ right: [Int]) -> Double {
        let (before, now) = (Double(max(1, left.reduce(0, +))), Double(max(1, right.reduce(0, +))))
        return zip(left, right).reduce(0) { $0 + abs(Double($1.0) / before - Double($1.1) / now) } / 2
    }

    /// Shares under the null are normal about the common ones, as large samples' are.
    private static func shareLimit(
        _ left: [Int], _ right: [Int], rate: Double, _ random: inout CounterRandom
    ) -> Double {
        let (before, now) = (Double(max(1, left.reduce(0, +))), Double(max(1, right.reduce(0, +))))
        let common = zip(left, right).map { Double($0 + $1) / (before + now) }
        let spread = (1 / before + 1 / now).squareRoot()
        var found: [Double] = []
        for _ in 0..<draws {
            // Independent normals of variance p, less their sum's part, have the covariance of a multinomial.
            let normals = common.map { $0.squareRoot() * normal(&random) }
            let sum = normals.reduce(0, +)
            found.append(zip(normals, common).reduce(0) { $0 + abs($1.0 - $1.1 * sum) } / 2 * spread)
        }
        return found.sorted()[Int(Double(draws) * (1 - rate))]
    }

    private static func normal(_ random: inout CounterRandom) -> Double {
        PortableMath.normalQuantile(max(random.nextUniform(), 0x1p-54))
    }
}
