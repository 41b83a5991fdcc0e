/// The resources the daemon has.
enum Route: Equatable {
    case serverMetadata
    case live
    case ready
    case modelMetadata(name: String, version: String?)
    case modelReady(name: String, version: String?)
    case infer(name: String, version: String?)
    /// Of all models where no name is given.
    case statistics(name: String?, version: String?)
    case repositoryIndex
    case repositoryControl
    case invocations
    case score
    case persona
    case explain
    case metrics
    case openAPI
    case status

    /// The resource at a path, or nil.
    ///
    /// - Parameter path: percent-decoded, without the query.
    init?(path: String) { self.init(path.utf8.span) }

    /// The resource at a path's bytes, of which no text is made where it is the one that has to be read fast.
    init?(_ path: Span<UInt8>) {
        if let name = Self.nameOfInfer(path) {
            self = .infer(name: name, version: nil)
        } else {
            self.init(
                parts: unsafe path.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
        }
    }

    /// The name in `/v2/models/NAME/infer`, the path that has to be read fast; nil for any other.
    private static func nameOfInfer(_ bytes: Span<UInt8>) -> String? {
        let end = bytes.count - 6
        guard end > 11, ShortWord(0..<8, of: bytes) == Self.beginning,
            ShortWord(8..<11, of: bytes) == Self.middle,
            ShortWord(end..<end + 6, of: bytes) == Self.end
        else { return nil }
        for index in 11..<end where bytes[index] == UInt8(ascii: "/") { return nil }
        guard let name = try? UTF8Span(validating: bytes.extracting(11..<end)) else { return nil }
        return String(copying: name)
    }

    private static let beginning = ShortWord("/v2/mode")
    private static let middle = ShortWord("ls/")
    private static let end = ShortWord("/infer")

    /// Part by part.
    init?(parts path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        switch parts.first {
        case "v2": self.init(protocolPath: Array(parts.dropFirst()))
        case "v1" where parts == ["v1", "score"]: self = .score
        case "v1" where parts == ["v1", "persona"]: self = .persona
        case "v1" where parts == ["v1", "explain"]: self = .explain
        case "invocations" where parts.count == 1: self = .invocations
        case "" where parts.count == 1: self = .status
        case "openapi.json" where parts.count == 1: self = .openAPI
        case "metrics" where parts.count == 1: self = .metrics
        default: return nil
        }
    }

    private init?(protocolPath parts: [String]) {
        switch parts.first {
        case nil: self = .serverMetadata
        case "health" where parts == ["health", "live"]: self = .live
        case "health" where parts == ["health", "ready"]: self = .ready
        case "repository" where parts == ["repository", "index"]: self = .repositoryIndex
        case "repository"
        where parts.count == 4 && parts[1] == "models" && ["load", "unload"].contains(parts[3]):
            self = .repositoryControl
        // A model of this name has its metadata at `versions/V` only.
        case "models" where parts == ["models", "stats"]: self = .statistics(name: nil, version: nil)
        case "models" where parts.count >= 2:
            var rest = parts.dropFirst(2)
            var version: String?
            if rest.first == "versions" {
                guard parts.count >= 4 else { return nil }
                version = parts[3]
                rest = parts.dropFirst(4)
            }
            switch Array(rest) {
            case []: self = .modelMetadata(name: parts[1], version: version)
            case ["ready"]: self = .modelReady(name: parts[1], version: version)
            case ["stats"]: self = .statistics(name: parts[1], version: version)
            case ["infer"]: self = .infer(name: parts[1], version: version)
            default: return nil
            }
        default: return nil
        }
    }

    /// The methods the resource has.
    var methods: [HTTPMethod] { template.methods }

    /// The model that the path names; nil where it names none.
    var model: String? {
        switch self {
        case .modelMetadata(let name, _), .modelReady(let name, _), .infer(let name, _): name
        case .statistics(let name, _): name
        case .status, .serverMetadata, .live, .ready, .repositoryIndex, .repositoryControl, .invocations,
            .score, .persona, .explain, .metrics, .openAPI:
            nil
        }
    }

    /// What a key has to be for; nil where any key will do.
    var role: AccessRole? { template.role }

    /// Whether anyone may ask.
    var isOpen: Bool { template.isOpen }

    /// The template of the path.
    var template: RouteTemplate {
        switch self {
        case .serverMetadata: .serverMetadata
        case .live: .live
        case .ready: .ready
        case .modelMetadata(_, let version): version == nil ? .modelMetadata : .modelVersionMetadata
        case .modelReady(_, let version): version == nil ? .modelReady : .modelVersionReady
        case .infer(_, let version): version == nil ? .infer : .inferVersion
        case .statistics(let name, let version):
            name == nil ? .allStatistics : version == nil ? .statistics : .versionStatistics
        case .repositoryIndex: .repositoryIndex
        case .repositoryControl: .repositoryControl
        case .invocations: .invocations
        case .score: .score
        case .persona: .persona
        case .explain: .explain
        case .metrics: .metrics
        case .openAPI: .openAPI
        case .status: .status
        }
    }
}
