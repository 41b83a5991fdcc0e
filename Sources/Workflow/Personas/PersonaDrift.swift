import Arithmetic
public import Evaluation
import Features
import LinearAlgebra
import Models
import Personas

/// Whether later leads still fall into the groups that were found, and whether those still convert.
public struct PersonaDrift: Codable, Equatable, Sendable {
    /// Leads that the groups were found in.
    public var referenceLeads: Int
    /// Later leads.
    public var leads: Int
    /// How far the shares moved: the share of leads that would have to change groups (total variation distance), in 0...1.
    public var shareShift: Double
    /// What that stays below in 99 of 100 draws where nothing changed.
    public var shareLimit: Double
    /// The share of later leads that are farther from every centre than 999 in 1,000 of the first.
    public var unlikeAnybody: ShareEstimate
    /// Each group.
    public var groups: [Group]
    /// The columns whose means moved by more than half a standard deviation, the farthest first: groups made of them do not last.
    public var moved: [MovedColumn]

    /// A column whose mean moved.
    public struct MovedColumn: Codable, Equatable, Sendable {
        /// The column, as the groups see it, such as `recency` or `region=north`.
        public var name: String
        /// How far, in standard deviations of a number then; of an indicator the change of its share.
        public var shift: Double
    }

    /// One group.
    public struct Group: Codable, Equatable, Sendable {
        /// The cluster's id.
        public var id: String
        /// Its persona; nil where it has none.
        public var persona: String?
        /// Its share then.
        public var before: ShareEstimate
        /// Its share now.
        public var now: ShareEstimate
        /// The farthest move of a column's mean among its leads, in standard errors.
        public var shift: Double
        /// What that stays below for all groups together in 99 of 100 cases where nothing changed.
        public var shiftLimit: Double
        /// How many converted then.
        public var conversionBefore: ShareEstimate
        /// How many convert now; nil where outcomes are not known yet.
        public var conversionNow: ShareEstimate?

        /// Whether the leads moved more than chance would.
        public var hasMoved: Bool { shift > shiftLimit }
        /// Whether the intervals of conversion leave each other out.
        public var convertsOtherwise: Bool {
            guard let now = conversionNow, let lower = now.lower, let upper = now.upper,
                let oldLower = conversionBefore.lower, let oldUpper = conversionBefore.upper
            else { return false }
            return upper < oldLower || lower > oldUpper
        }
    }

    /// Whether anything moved more than chance would.
    public var hasDrifted: Bool { shareShift > shareLimit || groups.contains(where: \.hasMoved) }

    /// Draws of the null distribution of shares.
    static let draws = 1_000
    /// Columns that moved less are not told of.
    static let leastMove = 0.5
}

extension PersonaDrift {
    /// Compares later leads with those that groups were found in.
    ///
    /// - Parameters:
    ///   - rows: standardized columns of the later leads; shape (rows, columns).
    ///   - labels: their outcomes; nil where they are not known yet.
    ///   - taxonomy: what groups are called; nil where they have no names.
    /// - Complexity: O(rows * clusters * columns).
    init(
        rows: [[Double]], labels: [Bool]?, clusters: PersonaClusters, taxonomy: Taxonomy?,
        reference: PersonaReference, seed: UInt64
    ) {
        let count = clusters.ids.count
        let total = reference.sizes.reduce(0, +)
        var sizes = [Int](repeating: 0, count: count)
        var positives = sizes
        var sums = clusters.model.centres.map { [Double](repeating: 0, count: $0.count) }
        var strangers = 0
        for (place, row) in rows.enumerated() {
            let (cluster, distance) = clusters.model.nearest(row.span)
            sizes[cluster] += 1
            if labels?[place] ?? false { positives[cluster] += 1 }
            if distance > clusters.farthest { strangers += 1 }
            for (column, value) in row.enumerated() { sums[cluster][column] += value }
        }
        referenceLeads = total
        leads = rows.count
        unlikeAnybody = ShareEstimate(strangers, of: rows.count)
        shareShift = Self.shift(reference.sizes, sizes)
        var random = CounterRandom(seed: seed, stream: "persona drift")
        shareLimit = Self.shareLimit(reference.sizes, sizes, &random)
        moved = Self.moved(sums, rows.count, reference, clusters)
        groups = []
        // Whatever depends on what, one of so many columns is beyond it by chance once in a hundred times at most.
        let tests = Double(2 * count * max(1, clusters.model.columns))
        let limit = PortableMath.normalQuantile(1 - 0.01 / tests)
        for cluster in 0..<count {
            let size = sizes[cluster]
            let shift = size == 0 ? 0 : Self.shift(sums[cluster], size, from: cluster, of: reference)
            groups.append(
                Group(
                    id: clusters.ids[cluster], persona: taxonomy?.persona(of: clusters.ids[cluster]),
                    before: ShareEstimate(reference.sizes[cluster], of: total),
                    now: ShareEstimate(size, of: rows.count), shift: shift, shiftLimit: limit,
                    conversionBefore: ShareEstimate(
                        reference.positives[cluster], of: reference.sizes[cluster]),
                    conversionNow: labels == nil || size == 0
                        ? nil : ShareEstimate(positives[cluster], of: size)))
        }
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
    private static func shareLimit(_ left: [Int], _ right: [Int], _ random: inout CounterRandom) -> Double {
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
        return found.sorted()[draws * 99 / 100]
    }

    /// The farthest move of a column's mean within a cluster, in its standard errors.
    private static func shift(
        _ sums: [Double], _ size: Int, from cluster: Int, of reference: PersonaReference
    ) -> Double {
        let spread = 1 / Double(max(1, reference.sizes[cluster])) + 1 / Double(size)
        return sums.indices.reduce(0) { farthest, column in
            let move = abs(sums[column] / Double(size) - reference.means[cluster][column])
            // What was the same for all leads has no standard error; rounding is no move.
            guard move > 1e-9 else { return farthest }
            let error = max((reference.variances[cluster][column] * spread).squareRoot(), 1e-9)
            return max(farthest, move / error)
        }
    }

    private static func normal(_ random: inout CounterRandom) -> Double {
        PortableMath.normalQuantile(max(random.nextUniform(), 0x1p-54))
    }
}
