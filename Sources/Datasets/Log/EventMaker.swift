internal import Features
internal import Storage

/// Makes the events of one source's rows.
struct EventMaker {
    let source: String
    let definition: SourceDefinition
    let rows: TypedRows

    /// An event and the row it comes from.
    struct Made {
        var row: Int
        var event: Event
        /// Whether the source gave the id.
        var hasOwnID: Bool
        /// Everything the event says, without its id.
        var payload: String
    }

    /// The events of all rows without fault, and what is wrong with rows that turn out to have one.
    ///
    /// - Complexity: O(rows x fields).
    func make() -> (events: [Made], faults: [RowFault?]) {
        var faults = rows.faults
        var made: [Made] = []
        for event in definition.events {
            let plan = EventPlan(event, rows: rows, fields: definition.fields)
            for row in 0..<rows.count where faults[row] == nil {
                switch plan.event(row: row, source: source) {
                case .none: break
                case .fault(let fault): faults[row] = fault
                case .event(let event, let hasOwnID):
                    made.append(
                        Made(row: row, event: event, hasOwnID: hasOwnID, payload: Self.payload(of: event)))
                }
            }
        }
        made.removeAll { faults[$0.row] != nil }
        return (made, faults)
    }

    // Lengths keep the parts apart, whatever characters they hold.
    private static func payload(of event: Event) -> String {
        var text = ""
        func add(_ part: String) { text += "\(part.utf8.count):\(part)," }
        add(event.kind)
        add(event.subject.namespace)
        add(event.subject.id)
        add(event.channel)
        add(String(event.occurredAt.microseconds))
        add(String(event.recordedAt.microseconds))
        for (name, value) in event.attributes.sorted(by: { $0.key < $1.key }) {
            add(name)
            switch value {
            case .number(let number): add("n\(number)")
            case .text(let string): add("t\(string)")
            case .flag(let flag): add("f\(flag)")
            case .link(let key): add("l\(key)")
            }
        }
        return text
    }
}
