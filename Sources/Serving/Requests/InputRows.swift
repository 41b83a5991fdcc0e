internal import Scoring
internal import Models

/// The rows of a request in a model's slots, to be scored one after the other.
struct InputRows {
    /// The number of rows.
    let count: Int
    private let model: LoadedModel
    /// The values; shape (count, inputs), row-major; NaN is missing.
    var slots: [Double]

    /// Rows without any value.
    init(count: Int, model: LoadedModel) {
        self.count = count
        self.model = model
        slots = [Double](repeating: .nan, count: count * model.package.model.inputs.count)
    }

    /// Rows with their values.
    ///
    /// - Parameter slots: shape (count, inputs), row-major; NaN is missing.
    init(count: Int, model: LoadedModel, slots: [Double]) {
        precondition(slots.count == count * model.package.model.inputs.count)
        self.count = count
        self.model = model
        self.slots = slots
    }

    /// Sets a value from JSON; null stands for missing.
    ///
    /// - Parameters:
    ///   - path: what an error calls the value.
    ///   - datatype: how a number is to be read.
    /// - Throws: `invalidField` where the value does not fit the input or the type.
    mutating func set(
        _ node: JSONNode, row: Int, input: Int, datatype: Datatype, path: @autoclosure () -> String
    ) throws(ServingError) {
        guard !node.isNull else { return }
        let place = row * model.package.model.inputs.count + input
        if datatype == .bytes {
            guard let level = node.string else {
                throw .invalidField(
                    path: path(), problem: "is \(node.kind.name) where a string is expected",
                    remedy: "send strings, and null for a missing value")
            }
            slots[place] = model.package.model.encode(level: level, input: input)
        } else {
            guard let number = datatype.number(node) else { throw datatype.misfit(of: node, at: path()) }
            slots[place] = number
        }
    }

    /// The score of every row, in order, counted in the model's meter.
    ///
    /// - Complexity: O(count x design columns).
    func scored() -> ScoredRows {
        let start = MonotonicTime.now
        let width = model.package.model.inputs.count
        var scores: [Score] = []
        scores.reserveCapacity(count)
        for row in 0..<count {
            scores.append(
                model.package.model.score(slots.span.extracting(row * width..<(row + 1) * width)))
        }
        let nanoseconds = MonotonicTime.now.nanoseconds(since: start)
        model.count(scores, slots: slots.span, nanoseconds: nanoseconds)
        return ScoredRows(scores: scores, slots: slots, nanoseconds: nanoseconds)
    }
}
