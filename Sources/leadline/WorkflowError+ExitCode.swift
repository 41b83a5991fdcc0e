public import Terminal
public import Workflow

extension WorkflowError: AnsweringError {
    /// A refusal is an answer, whichever verb it comes from.
    public var exitCode: ExitCode {
        switch self {
        case .refused: .failed
        case .unusable: .executionError
        }
    }
}
