/// Why a row breaks its contract: the field and the kind of its value, never the value.
struct RowFault: Equatable {
    var field: String?
    var reason: String
}

extension FieldDefinition {
    /// The years 0 to 9999 in microseconds: times outside them are slips of the pen or infinities.
    private static let years: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    /// What is wrong with a value, or nil.
    ///
    /// - Parameter misfit: the length of the text where it stands for no value of the type.
    func fault(in column: Column, row: Int, misfit: Int64?) -> String? {
        if let misfit { return "text of \(misfit) characters where \(expectation) is expected" }
        switch column {
        case .texts(let values):
            guard let value = values[row] else { return absence }
            if let allowed, !allowed.contains(value) {
                return "text of \(value.count) characters that is none of the \(allowed.count) allowed"
            }
        case .numbers(let values):
            guard let value = values[row] else { return absence }
            if !value.isFinite { return "a number that is not finite where \(expectation) is expected" }
            if type == .integer, value != value.rounded() || abs(value) > 9_007_199_254_740_992 {
                return "a fraction or too large a number where \(expectation) is expected"
            }
            if let minimum, value < minimum { return "a number below the minimum \(minimum)" }
            if let maximum, value > maximum { return "a number above the maximum \(maximum)" }
        case .integers(let values), .instants(let values):
            guard let value = values[row] else { return absence }
            if !Self.years.contains(value) { return "a time outside the years 0 to 9999" }
        case .flags(let values):
            if values[row] == nil { return absence }
        }
        return nil
    }

    private var absence: String? { nulls == .refuse ? "nothing where \(expectation) is expected" : nil }
}
