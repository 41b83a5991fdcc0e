internal import Features

/// What answers and the log of decisions say of a fallback.
extension Fallback {
    /// Writes `reason` and `action` as members.
    func write(_ writer: inout JSONWriter) {
        writer.member("reason", reason.rawValue)
        writer.member("action", Self.action)
    }

    /// Writes the line of the log, by which somebody finds whom to review.
    ///
    /// No version answered, so that it has no name of a decision.
    /// - Parameters:
    ///   - subject: who was answered about.
    ///   - trace: the id of the request's trace, where it is recorded.
    func line(about subject: DecisionSubject, at time: Instant, trace: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("time", "\(time)")
            writer.member("model", model)
            writer.member("alias", alias)
            writer.member("entity", subject.lead)
            writer.member("asOf", "\(subject.asOf)")
            writer.member("probability", probability)
            writer.member("fallback", reason.rawValue)
            writer.member("traceId", trace)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
