internal import Storage

extension ServingError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .invalidJSON(let problem, let remedy): "the body \(problem); \(remedy)"
        case .invalidField(let path, let problem, let remedy): "'\(path)' \(problem); \(remedy)"
        case .refusedInput(let name, let finding, let rows):
            "'\(name)' \(finding.words) in \(rows == 1 ? "a row" : "\(rows) rows"); correct it, or have the model's input policy take it"
        case .bodyTooLarge(let limit): "the body has more than \(limit) bytes; send it in smaller batches"
        case .batchTooLarge(let rows, let limit):
            "the batch has \(rows) rows, the limit is \(limit); send smaller batches"
        case .unauthorized:
            "the request has no valid key; send 'Authorization: Bearer KEY' with a key that is listed"
        case .forbidden(let role):
            "the request's key is not for this; use one with the role '\(role.rawValue)'"
        case .tooManyRequests(let seconds):
            "the request's key has asked more often than it may; send the request again in \(seconds) s"
        case .unknownPath: "no such resource; 'GET /v2' says what is served"
        case .wrongMethod(let allowed):
            "the method is not allowed here; use \(allowed.map(\.rawValue).joined(separator: " or "))"
        case .unknownModel(let known): "no such model; served: \(known.joined(separator: ", "))"
        case .noPersonas:
            "no personas are served; start the daemon with --personas NAME[@ALIAS], or `personas:` in its settings"
        case .unknownVersion(let model, let loaded):
            "this version of model '\(model)' is not loaded; ask for version \(loaded.map(String.init).joined(separator: " or ")) or leave it out"
        case .notReady(let model, let reason): "model '\(model)' is not ready: \(reason)"
        case .breakerOpen(let model):
            "model '\(model)' was too slow too often and is left alone for a while; send the request again later"
        case .unsupported(let problem, let remedy): "\(problem); \(remedy)"
        case .overloaded(.connections):
            "more connections are open than are served; send the request again, and keep fewer connections"
        case .overloaded(.memory):
            "the bodies that are arriving take all the memory they may; send the request again, or a smaller one"
        case .draining: "the server is shutting down; send the request again"
        case .invalidAddress(let text):
            "'\(text)' is not an address to listen on; remedy: give IP:PORT, such as 127.0.0.1:8080 or [::1]:8080"
        case .cannotListen(let address, let code):
            "cannot listen on \(address): \(SystemError.words(code)); remedy: take a free port and an address of this host"
        case .cannotLog(let problem): problem
        case .tooFewDescriptors(let needed, let available):
            "\(needed) open files and connections are needed, the system allows \(available); remedy: raise the limit (`ulimit -n`, LimitNOFILE of the unit), or lower limits.connections"
        case .invalidCertificate(let file):
            "\(file): no certificate in PEM that its key fits; remedy: name the chain, the server's certificate first, and its key"
        case .invalidKeys(let file, let line, let problem, let remedy):
            "\(file)\(line.map { ":\($0)" } ?? ""): \(problem); remedy: \(remedy)"
        case .accessUndeclared:
            "no keys are given; remedy: give --keys FILE, or --open-on-loopback with a loopback address"
        case .contradiction(let place, let problem, let remedy): "\(place): \(problem); remedy: \(remedy)"
        case .invalidCanary(let text):
            "'\(text)' does not name a version by its alias and its share of the leads; remedy: give NAME@ALIAS=PERCENT with a percentage from 0 to 100, such as repeat-purchase@staging=5"
        case .invalidModelReference(let text):
            "'\(text)' does not name a model; remedy: give NAME or NAME@ALIAS, such as repeat-purchase@production"
        }
    }
}
