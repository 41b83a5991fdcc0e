internal import Features
internal import Scoring

extension JSONWriter {
    /// Writes the value of a feature: a number, a text or null.
    mutating func value(_ value: FeatureValue) { self.value(InputValue(value)) }
}
