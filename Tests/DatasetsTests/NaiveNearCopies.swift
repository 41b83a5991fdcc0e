import Features
import Glibc

@testable import Datasets

/// Near copies as `NearCopies` defines them, by comparing every two rows.
struct NaiveNearCopies {
    let frame: TimeSlicedFrame

    /// By row, whether it is nearly a row of an earlier turn, of another entity.
    func copies(byTurn turns: [UInt8]) -> [Bool] {
        let columns = frame.features.columns.map { texts($0, isExact: false) }
        let exact = frame.features.columns.map { texts($0, isExact: true) }
        let bits = columns.map { column in
            column.map { value in log2(Double(column.count) / Double(column.count { $0 == value })) }
        }
        func isAlike(_ row: Int, _ other: Int) -> Bool {
            exact.contains { column in
                column[row] != "-" && column[row] == column[other]
                    && column.count { $0 == column[row] } <= 30
            }
        }
        func sum(_ row: Int, _ isCounted: (Int) -> Bool) -> Double {
            columns.indices.reduce(0) { isCounted($1) ? $0 + bits[$1][row] : $0 }
        }
        return turns.indices.map { row in
            turns.indices.contains { other in
                guard turns[other] < turns[row], frame.labels[row] == frame.labels[other],
                    frame.features.entities[row] != frame.features.entities[other], isAlike(row, other)
                else { return false }
                let common = sum(row) { columns[$0][row] == columns[$0][other] }
                return common >= 30
                    && common >= 0.75 * max(sum(row) { _ in true }, sum(other) { _ in true })
            }
        }
    }

    /// By row, the value as a text; `-` for none.
    private func texts(_ column: FeatureColumn, isExact: Bool) -> [String] {
        switch column.values {
        case .categories(let values): values.map { $0.map { "=" + $0 } ?? "-" }
        case .numbers(let values):
            values.map {
                $0.isNaN ? "-" : "\((isExact ? $0 : RowFingerprints.rounded($0, to: 3)).bitPattern)"
            }
        }
    }
}
