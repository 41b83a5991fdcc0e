extension TermBlocks {
    /// The gram that a column counts, and what it is made of; of columns that grams share, the column's number.
    ///
    /// - Precondition: the column is in range.
    func gram(_ column: Int) -> (gram: String, unit: TextAnalyzer.Unit) {
        let first = words?.columnCount ?? 0
        guard let block = column < first ? words : characters else {
            preconditionFailure("the column is in range")
        }
        let place = column < first ? column : column - first
        switch block.columns {
        case .terms(let terms): return (terms[place], block.analyzer.unit)
        case .hashed: return ("#\(place)", block.analyzer.unit)
        }
    }
}
