/// Changes of a row under which a model gives it another score.
public struct Counterfactual: Equatable, Sendable {
    /// What is changed, in the order of the model's inputs; all else stays as it is.
    public var changes: [Change]
    /// The changed row's score.
    public var score: Score
    /// The sum of the changes' distances.
    public var distance: Double

    /// Another value of one input.
    public struct Change: Equatable, Sendable {
        /// The input's index.
        public var input: Int
        /// The new value of its slot.
        public var value: Double
        /// How far it is from the old one; see `LogisticModel.distance`.
        public var distance: Double
    }

    /// Creates a counterfactual.
    public init(changes: [Change], score: Score, distance: Double) {
        self.changes = changes
        self.score = score
        self.distance = distance
    }
}

extension LogisticModel {
    /// How far apart two values of an input are.
    ///
    /// For numbers the difference after the transforms, in standard deviations of the training rows; over bins the sum of
    /// the differences from each bin to the next. One level is 1 from another, as in Gower's distance. Of a number that
    /// several columns read, as in an ensemble, it is the mean of their distances.
    ///
    /// - Parameters: the input's index and two values of its slot, neither missing where they are numbers.
    /// - Complexity: O(columns of the input), of bins times log bins.
    public func distance(input: Int, from old: Double, to new: Double) -> Double {
        if inputs[input].kind == .category { return old == new ? 0 : 1 }
        var (distance, count) = (0.0, 0.0)
        for column in encoder.columnStarts[input]..<encoder.columnStarts[input + 1] {
            func standardized(_ value: Double) -> Double {
                encoder.standardized(column: column, value: value)
            }
            switch columns[column].encoding {
            case .number: distance += abs(standardized(new) - standardized(old))
            case .bins: distance += encoder.distance(bins: column, from: old, to: new)
            default: continue
            }
            count += 1
        }
        return count > 1 ? distance / count : distance
    }
}
