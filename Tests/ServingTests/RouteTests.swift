import Registry
import TestKit
import Testing
@testable import Serving

@Suite struct RouteTests {
    @Test func readsPaths() {
        #expect(Route(path: "/v2") == .serverMetadata)
        #expect(Route(path: "/v2/health/live") == .live)
        #expect(Route(path: "/v2/models/m") == .modelMetadata(name: "m", version: nil))
        #expect(Route(path: "/v2/models/m/versions/3/infer") == .infer(name: "m", version: "3"))
        #expect(Route(path: "/v2/models/m/ready") == .modelReady(name: "m", version: nil))
        #expect(Route(path: "/v2/repository/models/m/load") == .repositoryControl)
        #expect(Route(path: "/v1/score") == .score)
        #expect(Route(path: "/v1/persona") == .persona)
        #expect(Route(path: "/v2/models/stats") == .statistics(name: nil, version: nil))
        #expect(Route(path: "/v2/models/m/stats") == .statistics(name: "m", version: nil))
        #expect(Route(path: "/v2/models/m/versions/3/stats") == .statistics(name: "m", version: "3"))
        #expect(Route(path: "/openapi.json") == .openAPI)
        #expect(Route(path: "/") == .status)
    }

    @Test(arguments: [
        "", "//", "/v2/", "/v1", "/v1/score/", "/v2/models", "/v2/models/m/versions", "/v2/models/m/infer/x",
        "/v2/models/m/versions/3/4", "/v3", "/metrics/x", "/v2/repository", "/v2/health",
    ])
    func knowsNoOther(_ path: String) { #expect(Route(path: path) == nil) }

    /// The quick way of the path that is asked for most, against the way part by part.
    @Test func readsPathsOfInferAlike() {
        var generator = SplitMix64(seed: 9)
        let parts = [
            "v2", "models", "infer", "m", "", "/", "a b", "é", "repeat-purchase-of-customers", "versions",
            "3",
        ]
        var paths = [
            "/v2/models/m/infer", "/v2/models//infer", "/v2/models/infer", "/v2/models/é🙂/infer", "/infer",
        ]
        for _ in 0..<5_000 {
            var chosen = ["v2", "models", parts.randomElement(using: &generator) ?? "", "infer"]
            if Bool.random(using: &generator) {
                chosen[Int.random(in: 0..<4, using: &generator)] =
                    parts.randomElement(using: &generator) ?? ""
            }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                chosen += parts.shuffled(using: &generator).prefix(2)
            }
            paths.append("/" + chosen.joined(separator: "/"))
        }
        for path in paths { #expect(Route(path: path) == Route(parts: path), "\(path)") }
        #expect(Route(path: "/v2/models/é🙂/infer") == .infer(name: "é🙂", version: nil))
    }

    @Test func readsAddresses() throws {
        #expect(try ListenAddress("127.0.0.1:80") == ListenAddress(host: "127.0.0.1", port: 80))
        #expect(try "\(ListenAddress("[::1]:0"))" == "[::1]:0")
        #expect(try ListenAddress("localhost:1").isLoopback)
        #expect(try ListenAddress("[::1]:1").isLoopback)
        #expect(try !ListenAddress("0.0.0.0:1").isLoopback)
        #expect(try !ListenAddress("[::]:1").isLoopback)
        for text in [
            "", ":80", "127.0.0.1", "127.0.0.1:65536", "::1:80", "example.org:80", "[127.0.0.1]:1", "1:",
        ] {
            #expect(throws: ServingError.invalidAddress(text: text)) { try ListenAddress(text) }
        }
    }

    @Test func readsModelReferences() throws {
        for text in ["m", "m@production", "models:/m", "models:/m@production"] {
            #expect(try "\(ModelReference(serving: text))" == "models:/m@production")
        }
        #expect(throws: ServingError.invalidModelReference(text: "M m")) {
            try ModelReference(serving: "M m")
        }
    }
}
