/// A request, whole.
struct HTTPRequest: Sendable {
    /// As sent, `GET` say.
    var method: String
    /// The path without the query, percent-decoded.
    var path: String
    /// The value of the Authorization header.
    var authorization: String?
    /// The value of the traceparent header; nil where nothing is traced.
    var traceparent: String?
    /// The value of the tracestate header; nil where nothing is traced.
    var tracestate: String?
    /// The body; empty where it was too large.
    var body: [UInt8] = []
    /// Whether the body had more bytes than the limit.
    var isTooLarge = false
}
