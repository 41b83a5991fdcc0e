internal import Features

/// The shapes of what the daemon reads and writes, by name.
enum SchemaCatalog {
    /// All of them, in the order of the document.
    static let all: [(name: String, schema: JSONSchema)] =
        answers + statistics + requests + explanations + personas

    static let probability = JSONSchema.number(0...1)
    static let instant = JSONSchema.text(format: "date-time")
    /// What an input may hold.
    static let value = JSONSchema.either([.number(), .text(), .null])
    static let digest = JSONSchema.text(pattern: "^[0-9a-f]{64}$")
    /// Which of several variants answered.
    static let variant = JSONSchema.choice(
        [ModelVariant.champion, .canary, .shadow].map(\.rawValue))
    /// The version that is to answer.
    static let version = JSONSchema.either([.integer(1...Int(Int32.max)), .text(pattern: "^[1-9][0-9]*$")])
    /// What an answer comes from.
    static let origin: [JSONSchema.Member] = [
        .optional("alias", .text()), .required("digest", digest), .optional("variant", variant),
        .required("decision_id", digest),
    ]

    private static let statistic = JSONSchema.object([
        .required("count", .integer(0...Int.max)), .required("ns", .integer(0...Int.max)),
    ])

    private static let statistics: [(name: String, schema: JSONSchema)] = [
        (
            "Statistics",
            .object([
                .required(
                    "model_stats",
                    .array(
                        .object([
                            .required("name", .text()), .required("version", .text()),
                            .required("last_inference", .integer(0...Int.max)),
                            .required("inference_count", .integer(0...Int.max)),
                            .required("execution_count", .integer(0...Int.max)),
                            .required(
                                "inference_stats",
                                .object(ModelStatistics.parts.map { .required($0, statistic) })),
                            .required("batch_stats", .array(.anything)),
                        ])))
            ])
        )
    ]

    private static let answers: [(name: String, schema: JSONSchema)] = [
        ("Error", .object([.required("error", .text())])),
        ("Live", .object([.required("live", .truth)])),
        ("Ready", .object([.required("name", .text()), .required("ready", .truth)])),
        (
            "Readiness",
            .object([
                .required("ready", .truth), .required("status", .text()),
                .optional(
                    "models",
                    .array(
                        .object([
                            .required("name", .text()), .required("ready", .truth),
                            .optional("version", .text()),
                            .optional(
                                "refused",
                                .object([
                                    .optional("version", .text()), .required("cause", .text()),
                                    .required("reason", .text()),
                                ])),
                        ]))),
            ])
        ),
        (
            "ServerMetadata",
            .object([
                .required("name", .text()), .required("version", .text()),
                .required("extensions", .array(.text())),
            ])
        ),
        (
            "ModelMetadata",
            .object([
                .required("name", .text()), .required("versions", .array(.text(), least: 1)),
                .required("platform", .text()), .required("inputs", .array(.reference("TensorMetadata"))),
                .required("outputs", .array(.reference("TensorMetadata"))),
                .required(
                    "parameters",
                    .object([.optional("events", .array(.reference("EventsRead")))], isOpen: true)
                ),
            ])
        ),
        (
            "EventsRead",
            .object([
                .optional("type", .text()),
                .required(
                    "attributes",
                    .array(
                        .object([
                            .required("name", .text()),
                            .required(
                                "types", .array(.choice(AttributeType.allCases.map(\.rawValue)), least: 1)),
                        ]))),
            ])
        ),
        (
            "TensorMetadata",
            .object([
                .required("name", .text()), .required("datatype", datatype),
                .required("shape", .array(.integer(-1...Int(Int32.max)))),
            ])
        ),
        (
            "InferResponse",
            .object(
                [
                    .required("model_name", .text()), .optional("model_version", .text()),
                    .optional("id", .text()),
                    .required(
                        "parameters",
                        .either([
                            .object(origin, isOpen: true),
                            .object(
                                [
                                    .optional("alias", .text()), .required("fallback", .text()),
                                    .required("action", .text()),
                                ], isOpen: true),
                        ])),
                    .required(
                        "outputs",
                        .array(
                            .object(
                                [
                                    .required("name", output), .required("datatype", .choice(["FP64"])),
                                    .required("shape", .array(.integer(1...Int(Int32.max)), least: 1)),
                                    .required("data", .array(.number())),
                                ], isOpen: true))),
                ], isOpen: true)
        ),
        (
            "RepositoryIndex",
            .array(
                .object([
                    .required("name", .text()), .optional("version", .text()),
                    .required("state", .choice(["READY", "LOADING", "UNAVAILABLE"])),
                    .required("reason", .text()),
                ]))
        ),
        (
            "InvocationsResponse",
            .object([
                .required("predictions", .array(probability)),
                .optional(
                    "metadata",
                    .object(
                        [
                            .required("model_name", .text()), .optional("model_version", .text()),
                            .optional("alias", .text()), .optional("digest", digest),
                            .optional("variant", variant), .optional("decision_id", digest),
                            .optional("warnings", .text()),
                        ], isOpen: true)),
                .optional("fallback", .reference("Fallback")),
            ])
        ),
        ("Fallback", .object([.required("reason", .text()), .required("action", .text())])),
    ]

    private static let requests: [(name: String, schema: JSONSchema)] = [
        (
            "InferRequest",
            .object(
                [
                    .optional("id", .text()),
                    .optional(
                        "parameters",
                        .object(
                            [.optional("entity", .reference("Entity")), .optional("as_of", instant)],
                            isOpen: true)),
                    .required("inputs", .array(.reference("Tensor"), least: 1)),
                    .optional("outputs", .array(.object([.required("name", output)], isOpen: true))),
                ], isOpen: true)
        ),
        (
            "Tensor",
            .object(
                [
                    .required("name", .text()), .required("datatype", datatype),
                    .required("shape", .array(.integer(1...Int(Int32.max)), least: 1, most: 2)),
                    .required("data", .array(.anything, least: 1)),
                ], isOpen: true)
        ),
        ("RepositoryIndexRequest", .object([.optional("ready", .truth)], isOpen: true)),
        (
            "InvocationsRequest",
            .object(
                [
                    .required(
                        "dataframe_split",
                        .object(
                            [
                                .required("columns", .array(.text(), least: 1)),
                                .required("data", .array(.array(value), least: 1)),
                            ], isOpen: true))
                ], isOpen: true)
        ),
        (
            "ScoreRequest",
            .object([
                .optional("model", .text()), .optional("version", version),
                .optional("entity", .reference("Entity")), .optional("asOf", instant),
                .required("events", .array(.reference("Event"))),
            ])
        ),
        ("Entity", .text(pattern: "^[a-z][a-z0-9_-]*:.+$")),
        (
            "Event",
            .object(
                [
                    .optional("specversion", .choice(["1.0"])), .required("id", .text(pattern: ".")),
                    .required("source", .text(pattern: ".")), .required("type", .text(pattern: ".")),
                    .required("subject", .reference("Entity")), .required("time", instant),
                    .optional("recordedtime", instant), .optional("channel", .text()),
                    .optional("account", .reference("Entity")),
                    .optional("datacontenttype", .choice(["application/json"])),
                    .optional(
                        "data",
                        .map(
                            .either([
                                .number(), .text(), .truth,
                                .object([.required("link", .reference("Entity"))], isOpen: true),
                            ]))),
                ], isOpen: true)
        ),
    ]

    private static var datatype: JSONSchema { .choice(Datatype.allCases.map(\.rawValue)) }
    private static var output: JSONSchema { .choice(InferenceOutput.allCases.map(\.rawValue)) }
}
