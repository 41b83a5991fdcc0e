/// What rows say, as whole numbers: equal values have one code.
struct RowCodes {
    /// By row, its code, from 0; -1 for none.
    let codes: [Int32]
    /// The number of different values.
    let count: Int

    /// Codes values in the order in which they appear.
    ///
    /// - Complexity: O(n).
    init<Value: Hashable>(_ values: some Sequence<Value?>) {
        var places: [Value: Int32] = [:]
        codes = values.map { value in
            guard let value else { return -1 }
            if let code = places[value] { return code }
            let code = Int32(places.count)
            places[value] = code
            return code
        }
        count = places.count
    }
}
