extension RouteTemplate {
    // A model that is not served, not loaded, or asked for what it cannot do.
    private static let ofModel = [404, 503]

    /// What the resource takes and gives; nil for what has no resource.
    var operation: Operation? {
        switch self {
        case .serverMetadata:
            Operation(
                summary: "Name, version and extensions of the server", answer: .reference("ServerMetadata"))
        case .live: Operation(summary: "Whether the process answers", answer: .reference("Live"))
        case .ready:
            Operation(
                summary: "Whether every model has a version that answers; of each, with a key",
                answer: .reference("Readiness"), failures: [503], isUnavailableAlike: true)
        case .modelMetadata, .modelVersionMetadata:
            Operation(
                summary: "Inputs, outputs and provenance of a model", answer: .reference("ModelMetadata"),
                failures: Self.ofModel)
        case .modelReady, .modelVersionReady:
            Operation(
                summary: "Whether a version of a model answers", answer: .reference("Ready"),
                failures: Self.ofModel)
        case .infer, .inferVersion:
            Operation(
                summary: "Scores a batch of rows", body: .reference("InferRequest"),
                answer: .reference("InferResponse"), failures: Self.ofModel)
        case .allStatistics:
            Operation(
                summary: "What all loaded versions did since the start", answer: .reference("Statistics"))
        case .statistics, .versionStatistics:
            Operation(
                summary: "What the loaded versions of a model did since the start",
                answer: .reference("Statistics"), failures: Self.ofModel)
        case .repositoryIndex:
            Operation(
                summary: "Every version and its state", body: .reference("RepositoryIndexRequest"),
                isBodyOptional: true, answer: .reference("RepositoryIndex"))
        case .repositoryControl:
            Operation(
                summary: "Refused: promotion in the registry is the one way", failures: [404, 501])
        case .invocations:
            Operation(
                summary: "Scores a data frame, as MLflow asks", body: .reference("InvocationsRequest"),
                answer: .reference("InvocationsResponse"), failures: [503])
        case .score:
            Operation(
                summary: "Scores one entity from its raw events", body: .reference("ScoreRequest"),
                answer: .reference("ScoreResponse"), failures: Self.ofModel + [501])
        case .persona:
            Operation(
                summary: "Says who an entity is, by the personas that are served, from its raw events",
                body: .reference("ScoreRequest"), answer: .reference("PersonaResponse"),
                failures: Self.ofModel)
        case .explain:
            Operation(
                summary: "Why a lead scores as it does, and what would take it elsewhere",
                body: .reference("ExplainRequest"), answer: .reference("ExplainResponse"),
                failures: Self.ofModel + [501])
        case .metrics:
            Operation(
                summary: "Counts in Prometheus' text format", answer: .text(),
                contentType: "text/plain; version=0.0.4; charset=utf-8")
        case .openAPI: Operation(summary: "This document", answer: .object([], isOpen: true))
        case .status:
            Operation(
                summary: "A page for people: what is served, by whose decision, and how it goes",
                answer: .text(),
                contentType: "text/html; charset=utf-8")
        case .other: nil
        }
    }

    /// The names in braces in the template, each with its shape.
    func parameters(models: [String]) -> [(name: String, schema: JSONSchema)] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            let name = String(part.dropFirst().dropLast())
            return switch name {
            case "action": (name, .choice(["load", "unload"]))
            case "model": (name, self == .repositoryControl ? .text() : .choice(models))
            default: (name, .text())
            }
        }
    }
}
