internal import Scoring

extension JSONWriter {
    /// Writes a value of an input: a number, a string, or null for nothing known.
    mutating func value(_ value: InputValue) {
        switch value {
        case .number(let number): self.number(number)
        case .level(let level): string(level)
        case .missing: null()
        }
    }
}
