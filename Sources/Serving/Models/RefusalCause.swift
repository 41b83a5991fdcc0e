internal import Personas
internal import Registry
internal import Scoring

/// Why a version is not served, in one word for metrics.
enum RefusalCause: String {
    /// The registry has no such model, version or alias.
    case missing
    /// Bytes are not as the manifest says.
    case damaged
    /// No key that is trusted signed it.
    case untrusted
    /// It was written for a later program.
    case tooNew = "too_new"
    /// A golden row gives other bits.
    case goldenRow = "golden_row"
    /// A file says what no version can say.
    case malformed
    /// A file cannot be read.
    case unreadable

    /// The cause behind an error of the registry or of a package.
    init(_ error: any Error) {
        switch error {
        case let error as RegistryError:
            switch error {
            case .noSuchModel, .noSuchVersion, .noSuchAlias: self = .missing
            case .damaged, .unmetRequirement: self = .damaged
            case .untrusted: self = .untrusted
            case .tooNew: self = .tooNew
            default: self = .unreadable
            }
        case let error as ScoringError:
            switch error {
            case .newerFormat: self = .tooNew
            case .goldenRow: self = .goldenRow
            default: self = .malformed
            }
        case let error as PersonaError:
            switch error {
            case .newerFormat: self = .tooNew
            case .goldenRow: self = .goldenRow
            default: self = .malformed
            }
        default: self = .unreadable
        }
    }
}
