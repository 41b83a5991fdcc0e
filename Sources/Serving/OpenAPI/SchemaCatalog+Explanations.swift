internal import Features

extension SchemaCatalog {
    /// The shapes of scores with their reasons.
    static let explanations: [(name: String, schema: JSONSchema)] = [
        (
            "ScoreResponse",
            .either([
                .object(
                    answer + [
                        .required("entity", .text()), .required("asOf", instant),
                        .optional("baseline", .number()),
                        .optional("contributions", .array(.reference("Contribution"))),
                        .required("features", .map(value)),
                        .required("status", .map(.choice(FeatureStatus.allCases.map(\.rawValue)))),
                        .optional("stale", .array(.text())), .required("warnings", .array(.text())),
                    ], isOpen: true),
                .object(
                    [
                        .required("model_name", .text()), .optional("alias", .text()),
                        .optional("entity", .text()), .required("asOf", instant),
                        .required("probability", probability), .required("logit", .number()),
                        .required("fallback", .reference("Fallback")),
                    ], isOpen: true),
            ])
        ),
        (
            "Contribution",
            .object([
                .required("input", .text()), .required("value", value), .optional("reference", value),
                .required("contribution", .number()), .required("sentence", .text()),
            ])
        ),
        (
            "ExplainRequest",
            .object([
                .optional("model", .text()), .optional("version", version),
                .optional("entity", .reference("Entity")),
                .optional("asOf", instant),
                .optional("events", .array(.reference("Event"))), .optional("row", .map(value)),
                .optional("against", .choice(ExplainRequest.Basis.allCases.map(\.rawValue))),
                .optional("top", .integer(1...ExplainRequest.topLimit)),
                .optional(
                    "change",
                    .object([
                        .required("to", .number(0...1, isOpen: true)),
                        .required(
                            "offered",
                            .map(
                                .array(.either([.number(), .text()]), most: ChangeRequest.valueLimit),
                                least: 1,
                                most: ChangeRequest.inputLimit)),
                        .optional("limit", .integer(1...ChangeRequest.answerLimit)),
                    ])),
            ])
        ),
        (
            "ExplainResponse",
            .object(
                answer + [
                    .optional("entity", .text()), .optional("asOf", instant),
                    .required("against", .choice(ExplainRequest.Basis.allCases.map(\.rawValue))),
                    .required("baseline", .number()), .required("baselineProbability", probability),
                    .required("contributions", .array(.reference("Contribution"))),
                    .required("reasons", .object([.required("up", reasons), .required("down", reasons)])),
                    .optional("status", .map(.choice(FeatureStatus.allCases.map(\.rawValue)))),
                    .optional("stale", .array(.text())), .required("warnings", .array(.text())),
                    .optional(
                        "change",
                        .object([
                            .required("to", probability), .required("isReachable", .truth),
                            .required("answers", .array(.reference("Counterfactual"))),
                            .required("isComplete", .truth),
                            .optional("nearest", .reference("Counterfactual")),
                        ])),
                ], isOpen: true)
        ),
        (
            "Counterfactual",
            .object([
                .required(
                    "changes",
                    .array(
                        .object([
                            .required("input", .text()), .required("from", value), .required("to", value),
                            .required("distance", .number()),
                        ]))),
                .required("probability", probability), .required("logit", .number()),
                .required("distance", .number()),
            ])
        ),
    ]

    private static let answer: [JSONSchema.Member] =
        [.required("model_name", .text()), .required("model_version", .text())] + origin + [
            .required("score", probability), .required("probability", probability),
            .required("logit", .number()),
        ]

    private static let reasons = JSONSchema.array(
        .object([
            .required("input", .text()), .required("contribution", .number()), .required("sentence", .text()),
        ]))
}
