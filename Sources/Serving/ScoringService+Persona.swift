internal import Features
internal import Personas
internal import Registry

/// Who a lead is, from its raw events.
extension ScoringService {
    /// `POST /v1/persona`: the features by the fold that discovery used, and the assignment of the version that is served.
    func persona(_ body: [UInt8], _ record: inout AnswerRecord) throws(ServingError) -> HTTPResponse {
        guard let slot = store.personas else { throw .noPersonas }
        record.model = slot.reference.name
        let trace = record.trace
        trace?.begin(.parse)
        let request = try ScoreRequest(parsing: body)
        let personas = try slot.personas(request.model, version: request.version)
        let entity = try request.entity(unit: personas.unit)
        let time = request.asOf ?? .now
        let subject = self.subject(entity, asOf: time)
        if subject.isPseudonym { trace?.pseudonym = subject.lead }
        trace?.begin(.score)
        let answer = personas.live.assignment(for: entity, events: request.events, at: time)
        personas.meter.count(answer)
        record.answered(by: personas)
        trace?.begin(.write)
        let found = EventReview(request.events, at: time, by: personas.live.eventSchema).sentences
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.raw(personas.origin)
                writer.member("entity", "\(entity)")
                writer.member("asOf", "\(time)")
                Self.write(&writer, answer)
                writer.key("warnings")
                writer.array { writer in
                    for warning in found { writer.string(warning) }
                }
            }
        }
    }

    /// What the lead wants; nothing of the message itself.
    private static func write(_ writer: inout JSONWriter, _ intent: IntentOfLead) {
        writer.key("intent")
        writer.object { writer in
            writer.member("name", intent.name)
            writer.member("abstention", intent.abstention?.rawValue)
            writer.member("likeliest", intent.likeliest)
            if let probability = intent.probability { writer.member("probability", probability) }
            writer.member("runner_up", intent.runnerUp)
            if let probability = intent.runnerUpProbability {
                writer.member("runner_up_probability", probability)
            }
        }
    }

    private static func write(_ writer: inout JSONWriter, _ answer: PersonaAssignment) {
        writer.member("persona", answer.persona)
        writer.member("decided_by", answer.decidedBy.rawValue)
        writer.member("abstention", answer.abstention?.rawValue)
        if let probability = answer.probability { writer.member("probability", probability) }
        writer.member("likeliest", answer.likeliest)
        writer.member("runner_up", answer.runnerUp)
        if let probability = answer.runnerUpProbability {
            writer.member("runner_up_probability", probability)
        }
        writer.member("cluster", answer.cluster)
        if let isStable = answer.isStable {
            writer.key("is_stable")
            writer.boolean(isStable)
        }
        if let intent = answer.intent { write(&writer, intent) }
        writer.key("similarities")
        writer.array { writer in
            for similarity in answer.similarities {
                writer.object { writer in
                    writer.member("persona", similarity.persona)
                    writer.member("value", similarity.value)
                }
            }
        }
        writer.key("reasons")
        writer.array { writer in
            for reason in answer.reasons { writer.string(reason) }
        }
        writer.key("flags")
        writer.array { writer in
            for flag in answer.flags {
                writer.object { writer in
                    writer.member("name", flag.name)
                    writer.member("kind", flag.kind.rawValue)
                    writer.key("evidence")
                    writer.array { writer in
                        for sentence in flag.evidence { writer.string(sentence) }
                    }
                    writer.member("advice", flag.advice)
                }
            }
        }
    }
}
