/// The resources by their paths' templates: names and versions are not part of them, so that metrics stay bounded.
enum RouteTemplate: Int, CaseIterable {
    case serverMetadata
    case live
    case ready
    case modelMetadata
    case modelVersionMetadata
    case modelReady
    case modelVersionReady
    case infer
    case inferVersion
    case allStatistics
    case statistics
    case versionStatistics
    case repositoryIndex
    case repositoryControl
    case invocations
    case score
    case persona
    case explain
    case metrics
    case openAPI
    case status
    /// Whatever has no resource.
    case other

    /// The template.
    var path: String {
        switch self {
        case .serverMetadata: "/v2"
        case .live: "/v2/health/live"
        case .ready: "/v2/health/ready"
        case .modelMetadata: "/v2/models/{model}"
        case .modelVersionMetadata: "/v2/models/{model}/versions/{version}"
        case .modelReady: "/v2/models/{model}/ready"
        case .modelVersionReady: "/v2/models/{model}/versions/{version}/ready"
        case .infer: "/v2/models/{model}/infer"
        case .inferVersion: "/v2/models/{model}/versions/{version}/infer"
        case .allStatistics: "/v2/models/stats"
        case .statistics: "/v2/models/{model}/stats"
        case .versionStatistics: "/v2/models/{model}/versions/{version}/stats"
        case .repositoryIndex: "/v2/repository/index"
        case .repositoryControl: "/v2/repository/models/{model}/{action}"
        case .invocations: "/invocations"
        case .score: "/v1/score"
        case .persona: "/v1/persona"
        case .explain: "/v1/explain"
        case .metrics: "/metrics"
        case .openAPI: "/openapi.json"
        case .status: "/"
        case .other: "other"
        }
    }

    /// The methods the resource has.
    var methods: [HTTPMethod] {
        switch self {
        case .serverMetadata, .live, .ready, .modelMetadata, .modelVersionMetadata, .modelReady,
            .modelVersionReady, .allStatistics, .statistics, .versionStatistics,
            .metrics, .openAPI:
            [.get]
        case .infer, .inferVersion, .repositoryIndex, .repositoryControl, .invocations, .score, .persona,
            .explain:
            [.post]
        case .status: [.get]
        case .other: []
        }
    }

    /// What a key has to be for; nil where any key will do.
    var role: AccessRole? {
        switch self {
        case .infer, .inferVersion, .invocations, .score, .persona: .score
        case .explain: .explain
        case .metrics, .status, .allStatistics, .statistics, .versionStatistics: .admin
        case .serverMetadata, .live, .ready, .modelMetadata, .modelVersionMetadata, .modelReady,
            .modelVersionReady, .repositoryIndex, .repositoryControl, .openAPI, .other:
            nil
        }
    }

    /// Whether anyone may ask.
    var isOpen: Bool { self == .live || self == .ready }
}
