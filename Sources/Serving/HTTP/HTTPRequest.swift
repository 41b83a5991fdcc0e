/// A request, filled while it arrives.
///
/// A class, since it goes from hand to hand.
final class HTTPRequest {
    /// As sent, `GET` say.
    let method: String
    /// The resource that its path names, which is percent-decoded and without the query; nil where there is none.
    let route: Route?
    /// The value of the Authorization header.
    let authorization: String?
    /// The value of the traceparent header; nil where nothing is traced.
    var traceparent: String?
    /// The value of the tracestate header; nil where nothing is traced.
    var tracestate: String?
    /// What its key opens; nil where nobody has looked yet.
    var access: AccessVerdict?
    /// The bytes of the JSON text at the head of a body with binary tensors, -1 where the header says no number; nil where the
    /// body is JSON alone.
    var inferenceHeaderLength: Int?
    /// The body; empty where it was too large.
    var body: [UInt8] = []
    /// Whether the body had more bytes than the limit.
    var isTooLarge = false
    /// Why it is refused whatever it asks for, unless that is the server's health; nil where it is not.
    var overload: Overload?

    /// A request of which nothing but this is there.
    init(method: String, route: Route?, authorization: String? = nil, body: [UInt8] = []) {
        self.method = method
        self.route = route
        self.authorization = authorization
        self.body = body
    }
}
