import Arithmetic
import Datasets
import Features

/// The middle of one input among some leads, in its own unit: what the centre of a cluster is, for people.
public struct CentreValue: Codable, Equatable, Sendable {
    /// The input.
    public var feature: String
    /// Its unit; nil where it has none.
    public var unit: String?
    /// The median of a number; nil of a category, and where it is known of nobody.
    public var median: Double?
    /// The commonest level of a category, the first of equally common ones; nil of a number, and where it is known of nobody.
    public var level: String?
    /// The share that the level has among those of whom it is known.
    public var share: Double?
    /// The share of the leads of whom the input is known.
    public var known: Double

    /// The middle as it is written.
    public var text: String {
        if let level { return share.map { "\(level) (\(Figures.percent($0)))" } ?? level }
        guard let median else { return "nothing known" }
        return abs(median) >= 1_000 && abs(median) < 1e15
            ? Figures.count(Int(median.rounded())) : Figures.plain(median)
    }

    /// The middle of each input.
    ///
    /// - Parameters:
    ///   - inputs: names of the frame's columns; others are left out.
    ///   - rows: the leads.
    ///   - unit: of an input.
    /// - Returns: in the order of the inputs.
    /// - Complexity: O(inputs * rows log rows).
    static func all(
        of frame: FeatureFrame, inputs: [String], rows: [Int], unit: (String) -> String?
    ) -> [CentreValue] {
        inputs.compactMap { name in
            guard let column = frame.column(name) else { return nil }
            var value = CentreValue(feature: name, unit: unit(name), known: 0)
            let count: Int
            switch column.values {
            case .numbers(let numbers):
                let known = rows.map { numbers[$0] }.filter(\.isFinite).sorted()
                count = known.count
                if count > 0 { value.median = known.interpolated(at: Double(count - 1) / 2) }
            case .categories(let levels):
                var counts: [String: Int] = [:]
                for row in rows { if let level = levels[row] { counts[level, default: 0] += 1 } }
                count = counts.values.reduce(0, +)
                if let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
                    value.level = most.key
                    value.share = Double(most.value) / Double(count)
                }
            }
            value.known = Double(count) / Double(max(1, rows.count))
            return value
        }
    }
}

extension Pipeline {
    /// The unit of a feature, or of a table's field; nil where it has none.
    func unit(of feature: String) -> String? {
        settings.features?.definition(of: feature)?.statedUnit
            ?? settings.table?.featureFields.first { $0.name == feature }?.field.unit
    }
}
