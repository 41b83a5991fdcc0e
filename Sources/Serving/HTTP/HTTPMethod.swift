/// The methods the daemon knows.
public enum HTTPMethod: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Asks with a body.
    case post = "POST"

    /// The method that a request's first line asks for, nil for one that no resource has: HEAD is GET without a body, which the
    /// HTTP library leaves out.
    init?(ofRequest text: String) {
        if text == "POST" {
            self = .post
        } else if text == "GET" || text == "HEAD" {
            self = .get
        } else {
            return nil
        }
    }
}
