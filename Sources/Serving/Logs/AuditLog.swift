internal import Features
internal import Storage

/// Keeps who asked for what and what became of it, and what happened to models, keys and settings: lines of JSON.
///
/// No line holds a key, a body or a value of a lead; models are named only where they are served.
final class AuditLog: Sendable {
    private let writer: LineWriter
    /// Of lines about requests that nobody let in: a flood of them shall not push out the others.
    private let refusals = RateLimit(perSecond: refusedLinesPerSecond)

    /// Lines about requests that are not let in, a second; the metrics count all of them.
    static let refusedLinesPerSecond = 20

    /// - Parameter log: the daemon's own log, which is told when lines are lost.
    /// - Throws: as `LineFile`.
    init(_ logging: AuditLogging, log: ServingLog) throws(StorageError) {
        writer = try LineWriter(logging.file, limit: logging.bytes, keep: logging.keep, log: log)
    }

    /// Lines that are in the file.
    var written: Int { writer.written }

    /// Lines that are nowhere.
    var dropped: Int { writer.dropped }

    /// Keeps a line of the daemon's log, with its newline.
    func keep(_ line: [UInt8]) { writer.write(line) }

    /// Keeps that a request was answered.
    func keep(
        _ request: HTTPRequest, route: RouteTemplate, model: String?, version: Int?, status: Int
    ) {
        var key: String?
        if case .admitted(let caller) = request.access {
            key = caller.key
        } else if refusals.take(at: Int64(MonotonicTime.now.nanoseconds)) != nil {
            return
        }
        var line = JSONWriter()
        line.object { line in
            line.member("time", "\(Instant.now)")
            line.member("event", "request")
            line.member("key", key)
            line.member("method", HTTPMethod(rawValue: request.method)?.rawValue ?? "other")
            line.member("route", route.path)
            line.member("model", model)
            if let version { line.member("version", "\(version)") }
            line.key("status")
            line.number(status)
        }
        writer.write(line.bytes + [UInt8(ascii: "\n")])
    }

    /// Writes what still waits.
    func finish() { writer.finish() }

    /// Writes how many lines there are.
    func write(to text: inout Exposition) {
        text.family("leadline_audit_lines_total", "counter", "Lines of the audit log.")
        text.sample("leadline_audit_lines_total", [("outcome", "written")], "\(written)")
        text.sample("leadline_audit_lines_total", [("outcome", "dropped")], "\(dropped)")
    }
}
