extension NumberRange {
    /// The bounds as people say them: "above 3 and at most 5".
    ///
    /// - Parameters:
    ///   - above: the word for the number that all within are greater than.
    ///   - below: the word for the number that all within are less than.
    public func words(above: String = "above", below: String = "below") -> String {
        [
            atLeast.map { "at least \(Self.words($0))" }, self.above.map { "\(above) \(Self.words($0))" },
            atMost.map { "at most \(Self.words($0))" }, self.below.map { "\(below) \(Self.words($0))" },
        ].compactMap { $0 }.joined(separator: " and ")
    }

    /// A number, whole ones without a point.
    public static func words(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
