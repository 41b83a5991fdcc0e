/// An answer.
struct HTTPResponse: Sendable {
    /// The status code.
    var status: Int
    /// The body's media type.
    var contentType = "application/json"
    /// Further headers.
    var headers: [Header] = []
    /// The body.
    var body: [UInt8] = []

    /// A header of an answer.
    struct Header: Sendable {
        /// Its name.
        var name: String
        /// Its value.
        var value: String
    }

    /// An answer with one JSON value.
    static func json(_ status: Int = 200, _ write: (inout JSONWriter) -> Void) -> HTTPResponse {
        var writer = JSONWriter()
        write(&writer)
        return HTTPResponse(status: status, body: writer.bytes)
    }

    /// An error in the protocol's shape.
    static func error(_ error: ServingError) -> HTTPResponse {
        var response = json(error.status) { writer in
            writer.object { $0.member("error", error.description) }
        }
        switch error {
        case .wrongMethod(let allowed):
            response.headers = [
                Header(name: "Allow", value: allowed.map(\.rawValue).joined(separator: ", "))
            ]
        case .forbidden(let role):
            response.headers = [
                Header(
                    name: "WWW-Authenticate",
                    value: "Bearer error=\"insufficient_scope\", scope=\"\(role.rawValue)\"")
            ]
        case .tooManyRequests(let seconds):
            response.headers = [Header(name: "Retry-After", value: "\(seconds)")]
        case .unauthorized: response.headers = [Header(name: "WWW-Authenticate", value: "Bearer")]
        case .notReady, .breakerOpen, .overloaded, .draining:
            response.headers = [Header(name: "Retry-After", value: "1")]
        default: break
        }
        return response
    }
}
