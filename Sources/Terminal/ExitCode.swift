/// How a command ended; the numbers are those of Soda's command line, version 4.
public enum ExitCode: Int32, Hashable, Sendable {
    /// It did what it was asked to.
    case ok = 0
    /// It ran, and the answer is no: a gate, an audit or a verification failed.
    case failed = 1
    /// It ran, and the answer is yes with warnings.
    case warned = 2
    /// It could not run: wrong arguments, bad input, a missing file.
    case executionError = 3
    /// It ran, but the result could not be written to where it belongs.
    case notDelivered = 4
}
