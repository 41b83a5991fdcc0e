/// What is wrong with a row, as one whole number of a staged table: the rule, the field and the length of a text.
///
/// The number goes through SQL where a value must not go: no error ever holds what a row says.
struct FaultCode: Equatable {
    /// Which rule the row breaks.
    var rule: Rule
    /// The index of the field at fault.
    var field: Int
    /// The length in characters of a text that is refused.
    var length: Int

    /// What a row may break.
    enum Rule: Int {
        case misfit = 1
        case absent
        case notAllowed
        case notFinite
        case notWhole
        case belowMinimum
        case aboveMaximum
        case outsideYears
        case noKey
        case noRecordedTime
        case noIdentifier
        case unmapped
    }

    private static let rules = 32
    /// How many fields a contract may have: the number has room for no more.
    static let fields = 4096

    /// SQL for the code.
    ///
    /// - Parameter length: an expression, nil for 0.
    static func sql(_ rule: Rule, field: Int, length: String? = nil) -> String {
        precondition(field < fields, "a contract has fewer than \(fields) fields")
        let fixed = rule.rawValue + rules * field
        return length.map { "\(fixed) + \(rules * fields) * \($0)" } ?? String(fixed)
    }

    /// Takes a code apart; nil for a number that is none.
    init?(_ code: Int64) {
        guard let rule = Rule(rawValue: Int(code) % Self.rules) else { return nil }
        self.rule = rule
        field = Int(code) / Self.rules % Self.fields
        length = Int(code) / (Self.rules * Self.fields)
    }

    /// The fault in words.
    func described(by fields: [(name: String, field: FieldDefinition)]) -> RowFault {
        let (name, definition) = fields[field]
        let expectation = definition.expectation
        let reason =
            switch rule {
            case .misfit: "text of \(length) characters where \(expectation) is expected"
            case .absent: "nothing where \(expectation) is expected"
            case .notAllowed:
                "text of \(length) characters that is none of the \(definition.allowed?.count ?? 0) allowed"
            case .notFinite: "a number that is not finite where \(expectation) is expected"
            case .notWhole: "a fraction or too large a number where \(expectation) is expected"
            case .belowMinimum: "a number below the minimum \(definition.minimum ?? 0)"
            case .aboveMaximum: "a number above the maximum \(definition.maximum ?? 0)"
            case .outsideYears: "a time outside the years 0 to 9999"
            case .noKey: "nothing where a key is expected"
            case .noRecordedTime: "nothing where a recorded time is expected"
            case .noIdentifier: "nothing where an event's id is expected"
            case .unmapped: "text of \(length) characters that the field's dictionary does not know"
            }
        return RowFault(field: name, reason: reason)
    }
}
