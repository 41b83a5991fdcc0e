import Glibc

@testable import Registry
import Scoring
@testable import Serving
import Settings

/// What the daemon is sent and told: bodies, paths, addresses and files of keys.
let parsers: [Parser] = [
    { try answer("POST", "/v2/models/\(TestModel.name)/infer", $0) }, { try answer("POST", "/v1/score", $0) },
    { try answer("POST", "/invocations", $0) }, { try answer("POST", "/v2/repository/index", $0) },
    { bytes in
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        try answer(
            text(Array(parts[0])), parts.count > 1 ? text(Array(parts[1])) : "/",
            parts.count > 2 ? Array(parts[2]) : [])
    },
    { bytes in
        let address = try ListenAddress(text(bytes))
        expect(try ListenAddress(address.description) == address, "an address, written and read")
        _ = address.isLoopback
    },
    { bytes in
        // A file of keys, and after a NUL what a client sends.
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let keys = try AccessKeys(file: Scratch.write(Array(parts[0])))
        let header = parts.count == 2 ? text(Array(parts[1])) : nil
        let verdict = KeyTable(keys, before: nil).verdict(for: header, at: .now)
        expect(!verdict.isAdmitted, "a key that nobody has made")
    },
    { bytes in
        let reference = try ModelReference(serving: text(bytes))
        expect(
            try ModelReference(serving: reference.description) == reference, "a reference, written and read")
    },
    { try answer("POST", "/v1/explain", $0) },
    { bytes in
        // What a trace is said to be, by its two headers.
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let state = parts.count > 1 ? text(Array(parts[1])) : nil
        guard let trace = TraceContext(parent: text(Array(parts[0])), state: state) else { return }
        expect(TraceContext(parent: trace.parent, state: trace.state) == trace, "a trace, written and read")
    },
    { bytes in
        let settings = try ServingSettings(text: text(bytes), file: "serving.yaml")
        expect(settings.version == 1 && !settings.models.isEmpty, "settings that are not checked")
    },
    { try answer("POST", "/v2/models/numbers/infer", $0) },
    { try answerInBinary("/v2/models/numbers/infer", $0) },
    { try answerInBinary("/v2/models/\(TestModel.name)/infer", $0) },
]

func isTold(_ error: any Error) -> Bool {
    let text = "\(error)"
    if case .invalidKeys(let file, let line, _, _)? = error as? ServingError {
        // Only a file without any key has no line.
        return text.hasPrefix(line.map { "\(file):\($0): " } ?? "\(file): ") && hasRemedy(text)
    }
    return error is SettingsError || error is ServingError && hasRemedy(text)
}

/// The service of two small models, one of numbers alone, without sockets.
private let service: ScoringService = {
    let folder = unsafe getenv("FUZZ_SCRATCH").map { unsafe String(cString: $0) } ?? "."
    let registry = Registry(root: folder + "/registry-\(getpid())")
    do {
        try TestModel.publish(intercept: 0.25, in: registry)
        try TestModel.promote(1, in: registry)
        _ = try registry.model("numbers").publish(
            files: TestModel.numbers(3).files(), kind: .scorer, recipeDigest: TestModel.recipe)
        let metrics = ServingMetrics(version: "0")
        let log = ServingLog { _ in }
        let store = try ModelStore(
            registry: registry,
            models: try [TestModel.name, "numbers/1"].map {
                ServedModel(champion: try ModelReference(serving: $0))
            },
            trustedKeys: nil, metrics: metrics, log: log)
        store.refresh()
        expect(store.isReady, "the model is not ready")
        return ScoringService(
            store: store, access: AccessControl(.open, metrics: metrics.safeguards, log: log),
            limits: LiveLimits(ServingLimits()), metrics: metrics, log: log)
    } catch {
        fatalError("\(error)")
    }
}()

/// Every request has an answer in the protocol's shape, and none is the server's own failure.
private func answer(_ method: String, _ path: String, _ body: [UInt8]) throws {
    try answer(HTTPRequest(method: method, route: Route(path: path), body: body))
}

/// What is before a NUL is JSON, what is behind it the values.
private func answerInBinary(_ path: String, _ bytes: [UInt8]) throws {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let request = HTTPRequest(method: "POST", route: Route(path: path), body: Array(parts.joined()))
    request.inferenceHeaderLength = parts[0].count
    try answer(request)
}

private func answer(_ request: HTTPRequest) throws {
    let response = service.respond(to: request)
    expect([200, 400, 404, 405, 413, 501].contains(response.status), "status \(response.status)")
    guard response.contentType.hasPrefix("application/json") else { return }
    guard let root = try? JSONDocument(parsing: response.body).root else {
        return expect(false, "an answer that is not JSON")
    }
    if response.status != 200 {
        expect(hasRemedy(root.members["error"]?.string ?? ""), "an error without a remedy")
    }
}
