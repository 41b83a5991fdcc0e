/// Why a step of the way from data to a served model did not happen.
///
/// Errors of single rooms pass through with their own texts; these are the ones of the way itself.
public enum WorkflowError: Error, Equatable, CustomStringConvertible {
    /// A request that cannot be met, with what to do instead.
    case unusable(what: String, remedy: String)
    /// A step said no: the audit, a gate, or a rule of promotion. Not a fault: exit code 1.
    case refused(what: String, remedy: String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unusable(let what, let remedy), .refused(let what, let remedy):
            "\(what); remedy: \(remedy)"
        }
    }
}
