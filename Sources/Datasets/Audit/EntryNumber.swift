/// The number at the end of an event's id, by which its source counts its rows.
enum EntryNumber {
    /// The number; -1 where there is none, or one of more than fifteen digits.
    static func parse(_ id: String) -> Int64 {
        let digits = id.utf8.reversed().prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 15 else { return -1 }
        return digits.reversed().reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
}
