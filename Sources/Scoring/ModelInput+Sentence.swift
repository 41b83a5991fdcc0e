public import Models

extension ModelInput {
    /// What is known of an input, in words: its sentence with the value filled in, or `name: value` where it has none.
    ///
    /// - Parameter value: a number is shown with two decimals at most.
    public func sentence(for value: InputValue) -> String {
        let text =
            switch value {
            case .number(let number): Self.plain(number)
            case .level(let level): level.isEmpty ? "an unknown value" : level
            case .missing: "nothing known"
            }
        guard let sentence, value != .missing, case let template = SentenceTemplate(sentence),
            template.hasValue
        else { return "\(name): \(text)" }
        // As it is written: 1.001 is told as 1.
        return template.filled(with: text, isOne: text == "1")
    }

    private static func plain(_ number: Double) -> String {
        let rounded = (number * 100).rounded(.toNearestOrAwayFromZero) / 100
        return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
    }
}
