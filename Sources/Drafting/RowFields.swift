internal import Datasets
internal import Evaluation

/// The contract of a plain table's columns.
struct RowFields {
    /// In the file's order.
    let fields: [FieldDraft]
    /// Columns that seem to know the outcome.
    let suspects: [String]
    /// The numbers that say most on their own, as hand rules.
    let rules: [HandRuleDraft]
    /// Columns to report on by group.
    let groups: [String]

    init(table: ProbedTable, label: LabelGuess, order: OrderGuess) throws(DraftError) {
        let check = LeakCheck(rows: label.rows)
        var fields: [FieldDraft] = []
        var suspects: [String] = []
        var groups: [String] = []
        var numbers: [(name: String, value: Double, isHigher: Bool)] = []
        for column in table.columns {
            if column.name == label.column.name {
                var field = FieldDraft(
                    column, type: "text", purpose: "label", known: "afterOutcome",
                    extra: [(key: "nulls", value: "refuse")])
                field.evidence = "\(Figures.count(column.filled)) rows have it, \(column.distinct) different"
                fields.append(field)
                continue
            }
            if column.name == order.column?.name {
                fields.append(FieldDraft(column, purpose: "time", known: "asOf"))
                continue
            }
            if let reason = Self.leftOut(column) {
                fields.append(FieldDraft(column, leftOut: reason))
                continue
            }
            let values = try table.values(of: column)
            let finding = check.finding(column, values: values, readsName: true)
            let isTime = column.kind == .date || column.kind == .instant
            if isTime, !finding.isSuspect {
                fields.append(
                    FieldDraft(column, leftOut: "a time is no input by itself: compute a span in `select`"))
                continue
            }
            var field = FieldDraft(
                column, purpose: isTime ? "time" : "feature",
                known: finding.isSuspect ? "afterOutcome" : "asOf")
            if finding.isSuspect {
                suspects.append(column.name)
                field.remark = finding.text + ". Check when it is known"
            } else if let figure = finding.auroc?.value {
                field.evidence += "; AUROC \(Figures.thousandths(figure)) alone"
                if let score = values.doubles, let isHigher = Self.isHigherBetter(score, label.rows) {
                    numbers.append((name: column.name, value: figure, isHigher: isHigher))
                }
            }
            if !finding.isSuspect, column.kind == .text, column.distinct <= 20,
                Name(column.name).has(Hints.groupWords)
            {
                groups.append(column.name)
            }
            fields.append(field)
        }
        self.fields = fields
        self.suspects = suspects
        self.groups = groups
        rules = numbers.sorted { ($1.value, $0.name) < ($0.value, $1.name) }.prefix(2).map { number in
            HandRuleDraft(feature: number.name, isHigherBetter: number.isHigher)
        }
    }

    /// Why a column cannot be an input, or nil.
    static func leftOut(_ column: ColumnProbe) -> String? {
        let name = Name(column.name)
        if column.isNested { return "lists and structures are not read" }
        if column.filled == 0 { return "empty in every row" }
        if column.distinct == 1 { return "the same in every row that has it" }
        if name.has(Hints.personalWords) { return "by its name it identifies a person" }
        let isUnique = column.isNearlyUnique && column.filled > 20
        if isUnique,
            name.isKey || name.words.last == "number" || name.words.last == "no" || column.kind == .text
        {
            return "identifier: \(Figures.count(column.distinct, of: column.filled)) values are different"
        }
        if column.kind == .text, column.longest > 60, column.distinct * 2 > column.filled {
            return "free text of up to \(Figures.count(column.longest)) characters"
        }
        return nil
    }

    /// Whether positives have the larger values, or nil where there are not both classes.
    private static func isHigherBetter(_ values: [Double?], _ rows: LabelledRows) -> Bool? {
        var sums = (positive: 0.0, negative: 0.0)
        var counts = (positive: 0.0, negative: 0.0)
        for (value, label) in zip(values, rows.labels) {
            guard let value, let label else { continue }
            if label {
                sums.positive += value
                counts.positive += 1
            } else {
                sums.negative += value
                counts.negative += 1
            }
        }
        guard counts.positive > 0, counts.negative > 0 else { return nil }
        return sums.positive / counts.positive >= sums.negative / counts.negative
    }
}
