import Features
import Workflow

/// A feature's trace as lines for the terminal of whoever may see the events themselves.
enum TraceText {
    /// The value, the steps, and the events that counted and that were withheld.
    static func lines(_ trace: FeatureTrace) -> [String] {
        let value =
            switch trace.value {
            case .number(let number): Figures.plain(number)
            case .category(let level): level
            case .missing: "missing"
            }
        var lines = ["\(trace.feature) of \(trace.entity) at \(trace.cutoff): \(value)"]
        if let link = trace.linkedTo { lines.append("by way of \(link)") }
        lines += trace.steps
        lines.append("\(trace.counted.count) events counted:")
        lines += trace.counted.map(line)
        if !trace.withheld.isEmpty {
            lines.append("\(trace.withheld.count) events not known or not over at that time:")
            lines += trace.withheld.map(line)
        }
        return lines
    }

    private static func line(_ entry: FeatureTrace.Entry) -> String {
        let value =
            switch entry.value {
            case .number(let number)?: " value \(Figures.plain(number))"
            case .text(let text)?: " value \(text)"
            case .flag(let flag)?: " value \(flag)"
            case .link(let key)?: " link \(key)"
            case nil: ""
            }
        return
            "  \(entry.source) \(entry.kind) occurred \(entry.occurredAt) recorded \(entry.recordedAt)\(value)"
    }
}
