import Testing

/// Something wrong with a pipeline or its data, and what the error has to name.
struct BadInput: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var pipeline: @Sendable (String) -> String = { $0 }
    var data: @Sendable (String) -> String = { $0 }
    var hasData = true
    /// What is wrong, where, and what to do.
    var words: [String]

    static let all: [BadInput] = [
        BadInput(
            testDescription: "no such file", hasData: false,
            words: ["sources.purchases.file", "purchases.csv: there is no such file", "remedy: "]),
        BadInput(
            testDescription: "no such pipeline setting",
            pipeline: { $0.replacing("penalty:", with: "penalti:") },
            words: ["pipeline.yaml:", "model.penalti: unknown key", "did you mean `penalty`?", "remedy: "]),
        BadInput(
            testDescription: "another delimiter", data: { $0.replacing(",", with: ";") },
            words: ["sources.purchases", "the delimiter is more likely \";\" than \",\""]),
        BadInput(
            testDescription: "no such column", data: { $0.replacing("amount", with: "amounts") },
            words: ["the column amount is missing", "did you mean amounts?"]),
        BadInput(
            testDescription: "dates of another pattern", data: { $0.replacing("-", with: "/") },
            words: [
                "sources.purchases", "date: text of 10 characters where a date (%Y-%m-%d) is expected",
                "line 2",
            ]),
        BadInput(
            testDescription: "an empty file", data: { _ in "" },
            words: ["purchases.csv: the file is empty", "remedy: "]),
        BadInput(
            testDescription: "a header alone", data: { $0.prefix { $0 != "\n" } + "\n" },
            words: ["purchases.csv: the file has no rows", "remedy: "]),
        BadInput(
            testDescription: "no positives",
            pipeline: {
                $0.replacing(
                    "outcome: {kind: purchase}", with: "outcome: {kind: purchase, where: {units: 99}}")
            }, words: ["slices.train", "no positives", "remedy: "]),
        BadInput(
            testDescription: "positives alone",
            data: { _ in PurchaseEveryWeek.csv }, words: ["slices.train", "no negatives", "remedy: "]),
        BadInput(
            testDescription: "a window function",
            pipeline: selecting("*, row_number() OVER () AS row FROM input"),
            words: ["pipeline.yaml:12:13: sources.purchases.select", "a window function", "remedy: "]),
        BadInput(
            testDescription: "a join",
            pipeline: selecting("a.* FROM input a JOIN input b ON a.customer = b.customer"),
            words: ["pipeline.yaml:12:13: sources.purchases.select", "a join", "remedy: "]),
        BadInput(
            testDescription: "a subquery",
            pipeline: selecting("*, (SELECT max(date) FROM input) AS last FROM input"),
            words: ["pipeline.yaml:12:13: sources.purchases.select", "a subquery", "remedy: "]),
    ]

    private static func selecting(_ select: String) -> @Sendable (String) -> String {
        { $0.replacing("    fields:", with: "    select: SELECT \(select)\n    fields:") }
    }
}

/// Customers who buy every week: whoever is asked about buys again.
private enum PurchaseEveryWeek {
    static var csv: String {
        var rows = ["customer,date,units,amount,region"]
        for month in (1...12).map({ $0 < 10 ? "2024-0\($0)" : "2024-\($0)" }) + [
            "2025-01", "2025-02", "2025-03",
        ] {
            for day in ["02", "09", "16", "23", "28"] {
                for customer in 0..<30 { rows.append("c\(customer),\(month)-\(day),1,9.50,north") }
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }
}
