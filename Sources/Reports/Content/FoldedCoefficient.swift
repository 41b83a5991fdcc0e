/// A column's coefficient in every fold of a backtest.
struct FoldedCoefficient: Equatable {
    /// The column.
    var name: String
    /// The coefficient of each fold; nil where the fold has no such column.
    var folds: [ReportCoefficient?]

    /// Those of all folds, the largest in the mean first; empty without folds, or with one.
    static func all(in folds: [ReportFold]) -> [FoldedCoefficient] {
        guard folds.count > 1 else { return [] }
        var names: [String] = []
        var known = Set<String>()
        for fold in folds {
            for one in fold.coefficients where known.insert(one.name).inserted { names.append(one.name) }
        }
        let byFold = folds.map { fold in
            Dictionary(fold.coefficients.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return names.map { name in FoldedCoefficient(name: name, folds: byFold.map { $0[name] }) }.sorted {
            if $0.size != $1.size { return $0.size > $1.size }
            return $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
        }
    }

    /// The mean size over the folds that have it.
    private var size: Double {
        let values = folds.compactMap { $0.map { abs($0.value) } }
        return values.reduce(0, +) / Double(max(1, values.count))
    }

    /// Whether some folds have it above 0 and some below.
    var changesSign: Bool {
        folds.contains { ($0?.value ?? 0) > 0 } && folds.contains { ($0?.value ?? 0) < 0 }
    }

    /// Whether the interval of one fold lies above 0 and that of another below.
    var isReversed: Bool {
        folds.contains { ($0?.lower ?? 0) > 0 } && folds.contains { ($0?.upper ?? 0) < 0 }
    }

    /// What can be said of the signs of all, in a sentence or two.
    static func sentence(_ all: [FoldedCoefficient]) -> String {
        guard let first = all.first else { return "" }
        let changed = all.filter(\.changesSign)
        let folds = "\(first.folds.count) folds"
        guard !changed.isEmpty else {
            return "No coefficient changes its sign over the \(folds)."
        }
        let reversed = changed.filter(\.isReversed)
        let shown = changed.prefix(8).map(\.name).joined(separator: ", ")
        let rest = changed.count > 8 ? " and \(changed.count - 8) more" : ""
        let names =
            "\(changed.count) of \(all.count) coefficients \(changed.count == 1 ? "changes its" : "change their") sign over the \(folds): \(shown)\(rest)."
        let verdict =
            reversed.isEmpty
            ? " Of none do two folds' intervals lie on either side of 0: it may be chance."
            : " Of \(reversed.map(\.name).joined(separator: ", ")) the intervals of two folds lie on either side of 0: it is hardly chance."
        return names + verdict
    }
}
