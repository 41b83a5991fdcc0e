@testable import Evaluation
@testable import Reports
internal import Scoring
@testable import Settings
@testable import Storage
@testable import Workflow

/// What a version was judged by, as it comes from another registry or another program: figures, gates, their results and
/// logs of decisions.
let parsers: [Parser] = [
    { bytes in
        let document = try roundTrip(EvaluationDocument.self, bytes)
        var content = ReportContent(
            title: "a question", modelName: "m", version: "1", headline: document.headlineSentence(nil) ?? "",
            provenance: "real", rows: document.metrics,
            baselines: document.rules.map {
                ReportBaseline(name: $0.name, meaning: "a rule", rows: $0.metrics, curves: $0.curves)
            },
            curves: document.curves, gates: evaluateGates([], rows: document.metrics))
        content.stability = document.stability
        expect(HTMLReport(content).render().hasSuffix("</html>\n"), "a whole report")
        expect(!ModelCard(content).render().isEmpty, "a card")
    },
    { bytes in
        let record = try roundTrip(GateRecord.self, bytes)
        expect(record.reasons.allSatisfy { !$0.isEmpty }, "reasons in words")
        _ = record.remedy(adding: "gates")
        if let days = record.daysOfAge(at: "2026-01-01T00:00:00Z") { expect(days.isFinite, "an age") }
    },
    { bytes in
        // Gates, and after a NUL the rows that they are held against.
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
        guard parts.count == 2 else { return }
        let document = try SettingsDocument(bytes: parts[0], file: Scratch.path)
        let gates = try document.decode(GateRules.self).metrics
        let rows = try CanonicalJSON.decode([MetricRow].self, from: parts[1], file: "fuzz.json")
        let baselines = ["rule": GateBaseline.rows(rows), "best": .refused(reason: "it is damaged")]
        let result = evaluateGates(gates, rows: rows, baselines: baselines)
        expect(Set(result.checks.map(\.name)).count == result.checks.count, "a name for each check")
        expect(!result.isValid || !gates.isEmpty, "no gates, and yet a yes")
        let fewer = evaluateGates(gates.dropLast(), rows: rows, baselines: baselines)
        expect(!result.isValid || fewer.isValid || gates.count == 1, "one gate more, and a no became a yes")
        _ = try roundTrip(GateResult.self, CanonicalJSON.encode(result))
    },
    { bytes in
        let log = try DecisionLog(Scratch.write(bytes))
        expect(log.records.allSatisfy { (0...1).contains($0.probability) }, "probabilities")
        var lines: [UInt8] = []
        for record in log.records { lines += try CanonicalJSON.encode(record) + [UInt8(ascii: "\n")] }
        let again = try DecisionLog(Scratch.write(lines))
        expect(again.records == log.records && again.repeated == 0, "decisions, written and read")
        expect(!again.isCutShort, "a log that is whole")
    },
]

/// The file with the line or the field, the problem and the remedy.
func isTold(_ error: any Error) -> Bool {
    let text = "\(error)"
    switch error {
    case let error as SettingsError:
        return error.line != nil && error.column != nil && !error.problem.remedy.isEmpty
            && text.hasPrefix("\(Scratch.path):")
    case is StorageError, is WorkflowError:
        return hasRemedy(text) && (text.hasPrefix("fuzz.json") || text.hasPrefix("\(Scratch.path):"))
    default: return false
    }
}

/// A value that is read; it can be written, and reads as the same then.
private func roundTrip<Value: Codable & Equatable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
    let value = try CanonicalJSON.decode(type, from: bytes, file: "fuzz.json")
    let written = try? CanonicalJSON.encode(value)
    let again = try written.map { try CanonicalJSON.decode(type, from: $0, file: "written.json") }
    expect(again == value, "\(type), written and read")
    return value
}
