/// An error that is an answer: the command ran, and ends with a code of its own.
public protocol AnsweringError: Error {
    /// How the command ends.
    var exitCode: ExitCode { get }
}
