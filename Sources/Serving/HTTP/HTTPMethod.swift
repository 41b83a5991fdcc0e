/// The methods the daemon knows.
public enum HTTPMethod: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Asks with a body.
    case post = "POST"
}
