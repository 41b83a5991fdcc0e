internal import Features
internal import Models
internal import Scoring
internal import Storage

/// An answer of a version: what it is called, and what the log keeps of it.
struct ServedDecision: ~Copyable {
    /// The version that answered.
    let model: LoadedModel
    /// What tells it apart from others.
    let id: Digest
    /// Whom it is about; nil for rows without a name.
    let subject: DecisionSubject?

    /// Names an answer.
    ///
    /// - Parameter slots: what was scored, shape (rows, inputs), row-major.
    init(_ model: LoadedModel, about subject: DecisionSubject?, slots: Span<Double>) {
        self.model = model
        self.subject = subject
        id = model.identity.decision(
            entity: subject?.lead ?? "", asOf: subject?.asOf,
            ofInputs: slots)
    }

    /// Writes the members by which every answer says what it comes from.
    func writeOrigin(_ writer: inout JSONWriter) {
        writer.raw(model.origin)
        writer.digest(id)
    }

    /// Writes the line of the log.
    ///
    /// - Parameters:
    ///   - subject: whom it is about.
    ///   - trace: the id of the request's trace, where it is recorded.
    ///   - inputs: what was scored, shape (inputs), where the log keeps it.
    func line(
        about subject: DecisionSubject, _ score: Score, at time: Instant, trace: String?,
        inputs: Span<Double>?
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("time", "\(time)")
            writer.member("decisionId", id)
            writer.member("model", model.name)
            writer.key("version")
            writer.number(model.version)
            writer.member("digest", model.digest)
            writer.member("alias", model.alias)
            writer.member("entity", subject.lead)
            writer.member("asOf", "\(subject.asOf)")
            writer.member("probability", score.probability.value)
            writer.member("logit", score.logit)
            writer.member("variant", model.variant?.rawValue)
            writer.member("traceId", trace)
            guard let inputs else { return }
            writer.key("inputs")
            writer.object { writer in
                for (index, input) in model.package.model.inputs.enumerated() {
                    writer.key(input.name)
                    writer.value(InputValue(slot: inputs[index], of: input))
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
