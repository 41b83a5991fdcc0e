/// Why a request is refused or the daemon does not start.
///
/// No text holds a value of a lead: names of fields, kinds of values and limits only.
public enum ServingError: Error, Equatable, Sendable {
    /// The body is not a JSON text that is accepted.
    case invalidJSON(problem: String, remedy: String)
    /// A field of the body is missing or has the wrong kind, shape or range.
    case invalidField(path: String, problem: String, remedy: String)
    /// An input's values are such that the model's input policy refuses the request.
    case refusedInput(name: String, finding: InputFinding, rows: Int)
    /// The body has more bytes than the limit.
    case bodyTooLarge(limit: Int)
    /// The batch has more rows than the limit.
    case batchTooLarge(rows: Int, limit: Int)
    /// The request has no key, or one that is not listed.
    case unauthorized
    /// The request's key is for something else.
    case forbidden(needs: AccessRole)
    /// The request's key has asked more often than it may.
    case tooManyRequests(retryAfter: Int)
    /// No resource has this path.
    case unknownPath
    /// The resource has other methods.
    case wrongMethod(allowed: [HTTPMethod])
    /// No model of that name is served.
    case unknownModel(known: [String])
    /// No personas are served.
    case noPersonas
    /// Another version than the one asked for is loaded.
    case unknownVersion(model: String, loaded: [Int])
    /// The model has no version that could be loaded.
    case notReady(model: String, reason: String)
    /// The model was too slow too often of late, and is left alone for a while.
    case breakerOpen(model: String)
    /// The model cannot do what is asked.
    case unsupported(problem: String, remedy: String)
    /// The server has as much to do as it may.
    case overloaded(Overload)
    /// The server is going away.
    case draining
    /// The address to listen on cannot be read.
    case invalidAddress(text: String)
    /// The address to listen on cannot be had.
    case cannotListen(address: String, code: Int32)
    /// A log that was asked for cannot be written.
    case cannotLog(problem: String)
    /// The system lets the process open fewer files and connections than it is to serve.
    case tooFewDescriptors(needed: Int, available: Int)
    /// The server cannot prove who it is with the certificate of a file and its key.
    case invalidCertificate(file: String)
    /// A line of the key file, or the file, cannot be used.
    case invalidKeys(file: String, line: Int?, problem: String, remedy: String)
    /// Neither keys nor an open loopback were asked for.
    case accessUndeclared
    /// Settings cannot be meant together.
    case contradiction(place: String, problem: String, remedy: String)
    /// The text does not name a canary and its share.
    case invalidCanary(text: String)
    /// The text does not name a model.
    case invalidModelReference(text: String)
}
