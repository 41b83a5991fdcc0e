internal import Features

/// Writes what happens as lines of JSON: no bodies, no identifiers, no values of a lead.
public struct ServingLog: Sendable {
    private let sink: @Sendable ([UInt8]) -> Void

    /// How much a line matters.
    enum Level: String { case info, error }

    /// Creates a log.
    ///
    /// - Parameter sink: takes a whole line with its newline; called from several threads at once.
    public init(sink: @escaping @Sendable ([UInt8]) -> Void) { self.sink = sink }

    /// The same log, whose lines go to another place as well.
    func also(_ other: @escaping @Sendable ([UInt8]) -> Void) -> ServingLog {
        ServingLog { [sink] line in
            sink(line)
            other(line)
        }
    }

    /// Writes a line with time, level, event and fields; empty fields are left out.
    func write(_ level: Level, _ event: String, _ fields: [(name: String, value: String)] = []) {
        sink(Self.line(level, event, fields))
    }

    /// A line of the log, with its newline.
    static func line(_ level: Level, _ event: String, _ fields: [(name: String, value: String)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("time", "\(Instant.now)")
            writer.member("level", level.rawValue)
            writer.member("event", event)
            for field in fields where !field.value.isEmpty { writer.member(field.name, field.value) }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
