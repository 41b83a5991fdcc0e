internal import Features

/// The values of a column as codes: rows whose values are the same have one code.
///
/// Numbers are the same to three digits; to have no value is a value.
struct CodedColumn {
    /// By row, its code, from 0; -1 where no other row has the value.
    private(set) var codes: [Int32]
    /// By code, the number of its rows, two or more.
    private(set) var counts: [Int32]
    /// The rows that share an exact value with a few others.
    private(set) var alike = RowGroups()

    /// Codes a column.
    ///
    /// - Parameter few: rows at most that a group of `alike` has.
    /// - Complexity: O(n log n) for numbers, O(n) for categories.
    init(_ column: FeatureColumn, few: Int) {
        codes = []
        counts = []
        switch column.values {
        case .numbers(let values): code(values, few)
        case .categories(let values): code(values, few)
        }
        dropSingleValues()
    }

    private mutating func code(_ values: [Double], _ few: Int) {
        codes = [Int32](repeating: -1, count: values.count)
        var order: [(bits: UInt64, row: Int32)] = []
        order.reserveCapacity(values.count)
        for (row, value) in values.enumerated() where !value.isNaN {
            order.append((value.bitPattern, Int32(row)))
        }
        order.sort { $0.bits == $1.bits ? $0.row < $1.row : $0.bits < $1.bits }
        var places: [UInt64: Int32] = [:]
        var last: (bits: UInt64, code: Int32)?
        var start = 0
        while start < order.count {
            let bits = order[start].bits
            var end = start + 1
            while end < order.count, order[end].bits == bits { end += 1 }
            if (2...few).contains(end - start) { alike.append(order[start..<end].lazy.map(\.row)) }
            // Neighbours are mostly the same number to three digits.
            let rounded = RowFingerprints.rounded(Double(bitPattern: bits), to: 3).bitPattern
            let code = last?.bits == rounded ? last?.code : places[rounded]
            let own = code ?? Int32(counts.count)
            if code == nil {
                places[rounded] = own
                counts.append(0)
            }
            last = (rounded, own)
            counts[Int(own)] += Int32(end - start)
            for entry in order[start..<end] { codes[Int(entry.row)] = own }
            start = end
        }
        codeMissing(values.count - order.count)
    }

    private mutating func code(_ values: [String?], _ few: Int) {
        let coded = RowCodes(values)
        codes = coded.codes
        counts = [Int32](repeating: 0, count: coded.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        addAlike(few)
        codeMissing(codes.count { $0 < 0 })
    }

    /// Groups the rows of every code that has few of them.
    private mutating func addAlike(_ few: Int) {
        var next: [Int32] = []
        next.reserveCapacity(counts.count)
        var end: Int32 = 0
        for count in counts {
            next.append(end)
            if (2...few).contains(Int(count)) { end += count }
        }
        var rows = [Int32](repeating: 0, count: Int(end))
        for (row, code) in codes.enumerated() where code >= 0 && (2...few).contains(Int(counts[Int(code)])) {
            rows[Int(next[Int(code)])] = Int32(row)
            next[Int(code)] += 1
        }
        var start = 0
        for count in counts where (2...few).contains(Int(count)) {
            alike.append(rows[start..<start + Int(count)])
            start += Int(count)
        }
    }

    /// Gives the rows without a value, which have -1 so far, a code.
    private mutating func codeMissing(_ count: Int) {
        if count == 0 { return }
        for row in codes.indices where codes[row] < 0 { codes[row] = Int32(counts.count) }
        counts.append(Int32(count))
    }

    /// Leaves codes to values that several rows have.
    private mutating func dropSingleValues() {
        var kept: Int32 = 0
        let places = counts.map { count -> Int32 in
            if count < 2 { return -1 }
            kept += 1
            return kept - 1
        }
        for row in codes.indices { codes[row] = places[Int(codes[row])] }
        counts.removeAll { $0 < 2 }
    }
}
