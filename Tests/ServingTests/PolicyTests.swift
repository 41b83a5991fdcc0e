import Features
import Models
import Registry
import Scoring
import Settings
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct PolicyTests {
    private static let infer = "/v2/models/repeat-purchase/infer"

    /// Two versions' worth of a server, with terms.
    private func server(
        _ intercepts: [Double] = [0.25], change: (inout ServedModel) -> Void
    ) throws -> TestServer {
        try TestServer(intercepts: intercepts) { change(&$0.models[0]) }
    }

    private func body(frequency: String, recency: String, region: String) -> String {
        let rows = frequency.split(separator: ",").count
        return """
            {"inputs":[{"name":"frequency","shape":[\(rows)],"datatype":"FP64","data":[\(frequency)]},
            {"name":"recency","shape":[\(rows)],"datatype":"FP64","data":[\(recency)]},
            {"name":"region","shape":[\(rows)],"datatype":"BYTES","data":[\(region)]}]}
            """
    }

    private func probability(_ reply: TestClient.Reply) -> [Double] {
        reply.members["outputs"]?.elements.first { $0.members["name"]?.string == "probability" }?
            .members["data"]?.elements.compactMap(\.number) ?? []
    }

    @Test func tellsWhatIsMissingAndUnknown() throws {
        let server = try server { _ in }
        let client = try server.client()
        let clean = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(!clean.text.contains("warnings"))
        let reply = try client.request(
            "POST", Self.infer, body(frequency: "1,null", recency: "null,null", region: #""west","moon""#))
        #expect(reply.status == 200)
        #expect(
            reply.members["parameters"]?.members["warnings"]?.string
                == "missing: frequency (1), recency (2); unknown_category: region (1)")
        let metrics = try client.request("GET", "/metrics").text
        let labels =
            #"{model_name="repeat-purchase",model_version="1",alias="production",variant="champion",finding="#
        #expect(metrics.contains(#"leadline_input_findings_total\#(labels)"missing"} 3"#))
        #expect(metrics.contains(#"leadline_input_findings_total\#(labels)"unknown_category"} 1"#))
    }

    @Test func refusesWhatItShall() throws {
        let server = try server { model in
            model.inputs = InputPolicy()
            model.inputs?.missing = .refuse
            model.inputs?.unknownCategory = .refuse
        }
        let client = try server.client()
        #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 200)
        let cases = [
            (
                body(frequency: "1,null", recency: "2,3", region: #""west","east""#),
                "'frequency' is missing in a row"
            ),
            (body(frequency: "1", recency: "2", region: #""Wuerzburg""#), "'region' has a category"),
        ]
        for (body, words) in cases {
            let reply = try client.request("POST", Self.infer, body)
            #expect(reply.status == 400 && reply.error.contains(words), "\(reply.text)")
            #expect(!reply.text.contains("Wuerzburg"))
        }
        let frame = #"{"dataframe_split":{"columns":["region","frequency","recency"],"data":[[null,3,1]]}}"#
        #expect(try client.request("POST", "/invocations", frame).status == 400)
        let lead = #"{"entity":"customer:7","asOf":"2026-02-01T00:00:00Z","events":[]}"#
        #expect(try client.request("POST", "/v1/score", lead).status == 400)
        let metrics = try client.request("GET", "/metrics").text
        #expect(
            metrics.contains(
                #"leadline_input_refusals_total{model_name="repeat-purchase",model_version="1","#
                    + #"alias="production",variant="champion",finding="missing"} 3"#))
        // The policy changes without a restart.
        var wanted = server.daemon.configuration
        wanted.models[0].inputs = nil
        server.daemon.reload(wanted)
        #expect(try client.request("POST", "/v1/score", lead).status == 200)
    }

    /// Whoever answers has the findings, once a request; shadows and versions that were asked in vain have none.
    @Test func findingsAreOfTheVersionThatAnswers() throws {
        let server = try VariantTests.server(third: 0.75) { configuration in
            configuration.models[0].canary = try VariantTests.canary(50)
            configuration.models[0].shadows = [try VariantTests.reference("next")]
        }
        let client = try server.client()
        // A purchase without a region.
        var byVariant = ["canary": 0, "champion": 0]
        for number in 0..<40 {
            let lead = "customer:\(number)"
            let scored = try client.request("POST", "/v1/score", VariantTests.question(lead)).members
            byVariant[scored["variant"]?.string ?? "", default: 0] += 1
            let row =
                #"{"parameters":{"entity":"\#(lead)"},"#
                + body(frequency: "1", recency: "null", region: #""east""#).dropFirst()
            let inferred = try client.request("POST", Self.infer, row).members
            byVariant[inferred["parameters"]?.members["variant"]?.string ?? "", default: 0] += 1
        }
        #expect(byVariant.count == 2 && byVariant.values.allSatisfy { $0 > 0 })
        try server.wait {
            server.daemon.metrics.models.contains {
                $0.labels.variant == .shadow && $0.counts.successes == 80
            }
        }
        for (labels, counts) in server.daemon.metrics.models where !labels.version.isEmpty {
            #expect(counts.findings == [byVariant[labels.variant.rawValue] ?? 0, 0, 0], "\(labels)")
            #expect(counts.refusals == [0, 0, 0])
        }
        // Refused once, for the version that had the last word.
        var wanted = server.daemon.configuration
        wanted.models[0].inputs = InputPolicy()
        wanted.models[0].inputs?.missing = .refuse
        server.daemon.reload(wanted)
        for number in 0..<10 {
            let reply = try client.request("POST", "/v1/score", VariantTests.question("customer:\(number)"))
            #expect(reply.status == 400)
        }
        let refused = server.daemon.metrics.models.filter { $0.counts.refusals != [0, 0, 0] }
        #expect(refused.map(\.labels.variant) == [.champion])
        #expect(refused.first?.counts.refusals == [10, 0, 0])
        #expect(refused.first?.counts.failures == [10, 0])
    }

    private static let ranges = InputRanges(ranges: [0...10, 1...30, -Double.infinity...Double.infinity])

    /// Values outside the range are told, taken out or refused; what no range is known of is inside.
    @Test func rangesAreThoseOfTheTrainingRows() throws {
        let inputs = try TestModel.package(intercept: 0).model.inputs
        func review(
            _ slots: [Double], _ handling: InputPolicy.RangeHandling, ranges: InputRanges? = Self.ranges
        ) throws -> ([Double], InputReview) {
            var policy = InputPolicy()
            policy.outOfRange = handling
            var slots = slots
            let review = try InputReview(&slots, inputs: inputs, ranges: ranges, policy: policy)
            return (slots, review)
        }
        let rows = [0.0, 30, 1, 10.5, 0.5, 0, -1, 5, 0]
        let (warned, told) = try review(rows, .warn)
        #expect(warned == rows)
        #expect(told.summary(inputs) == "out_of_range: frequency (2), recency (1)")
        let (taken, _) = try review(rows, .impute)
        #expect(taken.indices.filter { taken[$0].isNaN } == [3, 4, 6])
        #expect(throws: ServingError.self) { try review(rows, .refuse) }
        #expect(try review(rows, .refuse, ranges: nil).1.findings.isEmpty)
        #expect(try review([0, 1, 0, 10, 30, 1], .refuse).1.findings.isEmpty)
    }

    /// What is said of a row is what was done to it, whatever the settings say by then.
    @Test func aReviewSpeaksByItsOwnPolicy() throws {
        let inputs = try TestModel.package(intercept: 0).model.inputs
        for (handling, words) in [
            (InputPolicy.RangeHandling.impute, "it counts as missing"), (.warn, "it is taken as it is"),
        ] {
            var policy = InputPolicy()
            policy.outOfRange = handling
            policy.staleAfter = .days(3)
            var slots = [11.0, 1, 0]
            let review = try InputReview(&slots, inputs: inputs, ranges: Self.ranges, policy: policy)
            policy = InputPolicy()
            #expect(review.sentences(inputs).count == 1 && review.sentences(inputs)[0].contains(words))
            #expect(review.policy.staleAfter == .days(3))
        }
    }

    @Test func rangesAreReadFromTheVersion() throws {
        let model = try TestModel.package(intercept: 0).model
        func ranges(_ text: String) throws -> InputRanges? {
            try ReferenceFile(in: ["reference.json": Array(text.utf8)], of: model).ranges
        }
        let read = try ranges(
            #"{"columns":[{"name":"recency","least":1,"most":30,"counts":[]},{"name":"region","levels":[]}]}"#
        )
        #expect(read?.ranges[1] == 1...30)
        #expect(read?.ranges[0] == -Double.infinity...Double.infinity)
        #expect(try ranges(#"{"columns":[{"name":"recency"}]}"#) == nil)
        #expect(try ranges(#"{"columns":[{"name":"recency","least":3,"most":1}]}"#) == nil)
        #expect(try ReferenceFile(in: [:], of: model).ranges == nil)
        #expect(throws: ScoringError.self) { try ranges("[]") }
    }

    @Test func saysHowFeaturesWereReadAndWhichAreStale() throws {
        let server = try server { model in
            model.inputs = InputPolicy()
            model.inputs?.staleAfter = .days(20)
        }
        let reply = try server.client().request(
            "POST", "/v1/score",
            """
            {"entity":"customer:7","asOf":"2026-02-01T00:00:00Z","events":[
            {"id":"a","source":"shop","type":"purchase","subject":"customer:7","time":"2026-01-02T00:00:00Z",
            "data":{"amount":12.5}}]}
            """)
        #expect(reply.status == 200, "\(reply.text)")
        let status = try #require(reply.members["status"]?.members)
        #expect(status["frequency"]?.string == "PRESENT")
        #expect(["NOT_FOUND", "NULL_VALUE"].contains(status["region"]?.string))
        let stale = reply.members["stale"]?.elements.compactMap(\.string) ?? []
        #expect(stale.prefix(3) == ["frequency", "monetary", "recency"])
        #expect(reply.text.contains("older than 20d"))
    }

    @Test func answersTheDeclaredPriorWithoutAModel() throws {
        let server = try server([]) { $0.fallback = FallbackPolicy(probability: 0.05) }
        let client = try server.client()
        let reply = try client.request(
            "POST", Self.infer, body(frequency: "1,2", recency: "2,3", region: #""west","east""#))
        #expect(reply.status == 200, "\(reply.text)")
        #expect(probability(reply) == [0.05, 0.05])
        #expect(reply.members["parameters"]?.members["fallback"]?.string == "not_ready")
        #expect(reply.members["parameters"]?.members["action"]?.string == "manual review")
        #expect(reply.members["model_version"] == nil)
        let lead = try client.request(
            "POST", "/v1/score", #"{"entity":"customer:7","asOf":"2026-02-01T00:00:00Z","events":[]}"#)
        #expect(lead.status == 200 && lead.members["probability"]?.number == 0.05)
        #expect(lead.members["fallback"]?.members["action"]?.string == "manual review")
        let frame = #"{"dataframe_split":{"columns":["region","frequency","recency"],"data":[[null,3,1]]}}"#
        let prediction = try client.request("POST", "/invocations", frame)
        #expect(prediction.members["predictions"]?.elements.compactMap(\.number) == [0.05])
        #expect(prediction.members["fallback"]?.members["reason"]?.string == "not_ready")
        // Whoever asks for one version gets no other, and nonsense stays nonsense.
        #expect(
            try client.request(
                "POST", "/v2/models/repeat-purchase/versions/1/infer", TestModel.inferBody
            ).status == 503)
        #expect(try client.request("POST", Self.infer, "{}").status == 400)
        #expect(try client.request("GET", "/v2/health/ready").status == 503)
        let metrics = try client.request("GET", "/metrics").text
        #expect(
            metrics.contains(#"leadline_fallback_total{model_name="repeat-purchase",reason="not_ready"} 3"#))
        // With a version it is the model that answers.
        try TestModel.publish(intercept: 0.25, in: server.registry)
        try TestModel.promote(1, in: server.registry)
        try server.wait { try client.request("GET", "/v2/health/ready").status == 200 }
        let real = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(probability(real) == [try TestModel.probability(intercept: 0.25)])
        #expect(real.members["parameters"]?.members["fallback"] == nil)
    }

    /// One tensor for all inputs has as many rows as it says, whether its model is there or not.
    @Test(arguments: [true, false]) func aTensorOfAllInputsHasItsRows(isLoaded: Bool) throws {
        let name = "numbers"
        let late = BreakerPolicy(slowMilliseconds: 0, failures: 1, windowSeconds: 3_600, coolSeconds: 3_600)
        let server = try TestServer(intercepts: []) { configuration in
            if isLoaded {
                let model = try configuration.registry.model(name)
                _ = try model.publish(
                    files: TestModel.numbers(5).files(), kind: .scorer, recipeDigest: TestModel.recipe)
            }
            configuration.models = [
                ServedModel(champion: try ModelReference(serving: isLoaded ? name + "/1" : name))
            ]
            configuration.models[0].fallback = FallbackPolicy(probability: 0.125)
            configuration.models[0].breaker = late
        }
        let client = try server.client()
        let path = "/v2/models/\(name)/infer"
        func ask(_ shape: String, _ values: Int, _ datatype: String = "FP64") throws -> TestClient.Reply {
            let data = (0..<values).map { _ in datatype == "BYTES" ? "\"a\"" : "1" }.joined(separator: ",")
            return try client.request(
                "POST", path,
                #"{"inputs":[{"name":"x","shape":\#(shape),"datatype":"\#(datatype)","data":[\#(data)]}]}"#)
        }
        if isLoaded {
            try server.wait { try client.request("GET", "/v2/health/ready").status == 200 }
            #expect(try ask("[5]", 5).status == 200)
        }
        for (shape, values, rows) in [("[5]", 5, 1), ("[1,5]", 5, 1), ("[3,5]", 15, 3)] {
            let reply = try ask(shape, values)
            #expect(reply.members["parameters"]?.members["fallback"] != nil, "\(reply.text)")
            #expect(probability(reply) == [Double](repeating: 0.125, count: rows), "\(shape)")
        }
        if !isLoaded { #expect(probability(try ask("[2]", 2, "BYTES")) == [0.125, 0.125]) }
        // A row of more inputs than a batch may have rows is one, as JSON and in binary; in binary nothing is written out.
        if !isLoaded {
            let wide = 20_000
            #expect(probability(try ask("[\(wide)]", wide)) == [0.125])
            let head =
                #"{"inputs":[{"name":"x","shape":[\#(wide)],"datatype":"FP64","parameters":{"binary_data_size":\#(8 * wide)}}]}"#
            let start = [
                "POST \(path) HTTP/1.1", "Host: x", "Inference-Header-Content-Length: \(head.utf8.count)",
                "Content-Length: \(head.utf8.count + 8 * wide)", "", "",
            ].joined(separator: "\r\n")
            try client.send(Array((start + head).utf8) + [UInt8](repeating: 0xFF, count: 8 * wide))
            let reply = try client.reply()
            #expect(reply.status == 200 && probability(reply) == [0.125], "\(reply.text)")
        }
        #expect(try ask("[0]", 0).status == 400 && ask("[]", 0).status == 400)
        #expect(try ask("[10001,5]", 1).status == 400)
    }

    @Test func withoutADeclaredPriorItIsAnError() throws {
        let server = try server([]) { _ in }
        let reply = try server.client().request("POST", Self.infer, TestModel.inferBody)
        #expect(reply.status == 503 && !reply.error.isEmpty && reply.headers["retry-after"] == "1")
    }

    @Test func settingsDeclareThem() throws {
        let text = """
            version: 1
            registry: r
            models:
              - name: a
                inputs: {missing: refuse, outOfRange: impute, staleAfter: 30d}
                fallback: {probability: 0.05}
                breaker: {slowMilliseconds: 100, failures: 5, windowSeconds: 60, coolSeconds: 30}
            access: {openOnLoopback: true}
            """
        let model = try ServingSettings(text: text, file: "f").models[0]
        var policy = InputPolicy()
        policy.missing = .refuse
        policy.outOfRange = .impute
        policy.staleAfter = .days(30)
        #expect(model.inputs == policy)
        #expect(model.fallback == FallbackPolicy(probability: 0.05))
        #expect(
            model.breaker
                == BreakerPolicy(
                    slowMilliseconds: 100, failures: 5, windowSeconds: 60, coolSeconds: 30))
        for (old, new) in [
            ("0.05", "1"), ("refuse", "refuze"), ("30d", "30"), ("30d", "-3d"),
            ("failures: 5", "failures: 0"),
            ("outOfRange", "outOfrange"), ("60", "0"), ("100", "0"),
        ] {
            let error = #expect(throws: SettingsError.self, "\(new)") {
                try ServingSettings(text: text.replacing(old, with: new), file: "f")
            }
            #expect(error.map { "\($0)".hasPrefix("f:") } == true, "\(String(describing: error))")
        }
    }
}
