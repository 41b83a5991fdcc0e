internal import Personas

extension SchemaCatalog {
    /// The shape of who a lead is.
    static let personas: [(name: String, schema: JSONSchema)] = [
        (
            "PersonaResponse",
            .object([
                .required("model", .text()), .required("version", .text(pattern: "^[1-9][0-9]*$")),
                .optional("alias", .text()), .required("digest", digest),
                .required("entity", .text()), .required("asOf", instant),
                .optional("persona", .text()),
                .required(
                    "decided_by", .choice(PersonaAssignment.Decider.allCases.map(\.rawValue))),
                .optional(
                    "abstention", .choice(PersonaAssignment.Abstention.allCases.map(\.rawValue))),
                .optional("probability", probability), .optional("likeliest", .text()),
                .optional("runner_up", .text()), .optional("runner_up_probability", probability),
                .optional("cluster", .text()), .optional("is_stable", .truth),
                .optional(
                    "intent",
                    .object([
                        .optional("name", .text()),
                        .optional(
                            "abstention", .choice(IntentOfLead.Abstention.allCases.map(\.rawValue))),
                        .optional("likeliest", .text()), .optional("probability", probability),
                        .optional("runner_up", .text()), .optional("runner_up_probability", probability),
                    ])),
                .required(
                    "similarities",
                    .array(.object([.required("persona", .text()), .required("value", probability)]))),
                .required("reasons", .array(.text())),
                .required(
                    "flags",
                    .array(
                        .object([
                            .required("name", .text()),
                            .required("kind", .choice(AmberFlag.Kind.allCases.map(\.rawValue))),
                            .required("evidence", .array(.text())), .optional("advice", .text()),
                        ]))),
                .required("warnings", .array(.text())),
            ])
        )
    ]
}
