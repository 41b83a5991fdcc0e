public import Models

/// The texts of hashed levels that are known beside a row, whose slots keep only their buckets.
public struct LevelTexts: Sendable {
    private var texts: [Place: String] = [:]

    /// A bucket of an input.
    private struct Place: Hashable {
        var input: Int
        var slot: Double
    }

    /// Knows none.
    public init() {}

    /// Encodes a level, as the model does, and keeps its text if the input's levels are hashed.
    ///
    /// Of texts that share a bucket the first stays.
    /// - Precondition: `input` is the index of a category.
    @discardableResult
    public mutating func slot(of level: String, input: Int, of model: LogisticModel) -> Double {
        let slot = model.encode(level: level, input: input)
        if model.inputs[input].buckets != nil {
            let place = Place(input: input, slot: slot)
            texts[place] = texts[place] ?? level
        }
        return slot
    }

    /// What stands in a slot: as `InputValue(slot:of:)`, but a hashed level by its text where that is known.
    public func value(slot: Double, input: Int, of model: LogisticModel) -> InputValue {
        texts[Place(input: input, slot: slot)].map(InputValue.level)
            ?? InputValue(slot: slot, of: model.inputs[input])
    }
}
