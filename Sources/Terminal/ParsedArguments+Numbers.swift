extension ParsedArguments {
    /// The value as an integer in a range; nil if it was not given and has no default.
    ///
    /// - Throws: `invalidValue` if it is not an integer or out of range.
    public func integer(_ name: String, in range: ClosedRange<Int> = .min ... .max) throws(ArgumentError)
        -> Int?
    {
        guard let text = optionalText(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let isOpen = range == .min ... .max
            let bounds =
                isOpen ? "" : range.upperBound == .max ? " of at least \(range.lowerBound)" : " in \(range)"
            throw invalid(name, text, expected: "an integer" + bounds)
        }
        return value
    }

    /// The value as a finite number in a range; nil if it was not given and has no default.
    ///
    /// - Throws: `invalidValue` if it is not a number or out of range.
    public func number(_ name: String, in range: ClosedRange<Double>? = nil) throws(ArgumentError) -> Double?
    {
        guard let text = optionalText(name) else { return nil }
        guard let value = Double(text), value.isFinite, range?.contains(value) ?? true else {
            throw invalid(name, text, expected: "a number" + (range.map { " in \($0)" } ?? ""))
        }
        return value
    }

    private func invalid(_ name: String, _ text: String, expected: String) -> ArgumentError {
        let isOption = specification.options.contains { $0.name == name }
        return .invalidValue(
            argument: isOption ? "--\(name)" : "<\(name)>", found: text, expected: expected, nearest: nil)
    }
}
