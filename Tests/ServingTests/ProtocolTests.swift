import Models
import Registry
import Scoring
import TestKit
import Testing

@testable import Serving

@Suite struct ProtocolTests {
    @Test func answersMetadataAndHealth() throws {
        let server = try TestServer()
        let client = try server.client()
        #expect(try client.request("GET", "/v2/health/live").status == 200)
        #expect(try client.request("GET", "/v2/health/ready").status == 200)
        #expect(try client.request("GET", "/v2").members["name"]?.string == "leadlined")
        #expect(try client.request("GET", "/v2/models/repeat-purchase/ready").status == 200)
        #expect(try client.request("GET", "/v2/models/repeat-purchase/versions/1/ready").status == 200)
        let metadata = try client.request("GET", "/v2/models/repeat-purchase").text
        #expect(metadata.contains(#""versions":["1"],"platform":"leadline_logistic""#))
        #expect(metadata.contains(#"{"name":"region","datatype":"BYTES","shape":[-1]}"#))
        let head = try client.request("HEAD", "/v2/health/live")
        #expect(head.status == 200 && head.body.isEmpty)
    }

    /// What went live in spite of its gates says so, for as long as it is live.
    @Test func metadataTellsOfThePromotion() throws {
        let server = try TestServer(intercepts: [0.25, 0.5])
        let plain = try server.client().request("GET", "/v2/models/repeat-purchase").text
        let result = try server.registry.model(TestModel.name).history().first?.gateResultDigest
        #expect(plain.contains(#""promoted_by":"test","promoted_at":"2026-01-01T00:00:00Z""#))
        #expect(plain.contains("\"gate_result\":\"\(try #require(result))\""))
        #expect(!plain.contains("override"))
        try TestModel.promote(2, in: server.registry, isOverride: true)
        try server.wait {
            try server.client().request("GET", "/v2/models/repeat-purchase").text.contains(
                #""override":"a test""#)
        }
    }

    @Test func infersTheVeryDoubleOfTheModel() throws {
        let server = try TestServer()
        let client = try server.client()
        let reply = try client.request("POST", "/v2/models/repeat-purchase/infer", TestModel.inferBody)
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "application/json")
        let score = try TestModel.package(intercept: 0.25).model.score([3, 12.5, 0].span)
        let digest = try server.registry.model(TestModel.name).manifest(version: 1).digest
        let id = DecisionIdentity(version: digest).decision(
            entity: "", asOf: nil, ofInputs: [3, 12.5, 0].span)
        #expect(
            reply.text == """
                {"model_name":"repeat-purchase","model_version":"1","id":"q1","parameters":{\
                "alias":"production","digest":"\(digest)","decision_id":"\(id)"},"outputs":[\
                {"name":"probability","datatype":"FP64","shape":[1],"data":[\(score.probability.value)]},\
                {"name":"score","datatype":"FP64","shape":[1],"data":[\(score.uncalibratedProbability.value)]},\
                {"name":"logit","datatype":"FP64","shape":[1],"data":[\(score.logit)]}]}
                """)
    }

    @Test func infersBatchesWithMissingAndUnknownValues() throws {
        let server = try TestServer()
        let body = """
            {"parameters":{"content_type":"pd"},"outputs":[{"name":"logit"}],"inputs":[
            {"name":"region","shape":[3,1],"datatype":"BYTES","data":[["north"],[null],["west"]]},
            {"name":"recency","shape":[3],"datatype":"FP32","data":[0.1,null,2]},
            {"name":"frequency","shape":[3,1],"datatype":"UINT8","data":[1,2,255]}]}
            """
        let reply = try server.client().request("POST", "/v2/models/repeat-purchase/versions/1/infer", body)
        let model = try TestModel.package(intercept: 0.25).model
        let rows: [[Double]] = [[1, Double(Float(0.1)), -1], [2, .nan, .nan], [255, 2, 1]]
        let logits = rows.map { "\(model.score($0.span).logit)" }.joined(separator: ",")
        #expect(reply.status == 200)
        #expect(
            reply.text.hasSuffix(#"[{"name":"logit","datatype":"FP64","shape":[3],"data":[\#(logits)]}]}"#))
    }

    static let row =
        #"{"name":"recency","shape":[1],"datatype":"FP64","data":[1]},"#
        + #"{"name":"region","shape":[1],"datatype":"BYTES","data":["east"]}"#

    static func body(_ frequency: String) -> String { #"{"inputs":[\#(frequency),\#(row)]}"# }

    @Test(arguments: [
        ("", "empty"), ("  ", "empty"), ("{\"inputs\":", "not JSON"), ("[]", "'the body' is an array"),
        ("{}", "'inputs' is missing"), (#"{"inputs":{}}"#, "'inputs' is an object"),
        (#"{"inputs":[]}"#, "'frequency' is missing"), (#"{"inputs":[\#(row)]}"#, "'frequency' is missing"),
        (#"{"inputs":[1]}"#, "'inputs[0]' is a number"), (#"{"inputs":[{}]}"#, "'inputs[0].name' is missing"),
        (#"{"inputs":[{"name":"frequency"}]}"#, "'frequency.datatype' is missing"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FP64","data":[NaN]}"#), "not JSON"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FP64","data":["NaN"]}"#), "'frequency.data[0]'"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FP64","data":[1e999]}"#), "64 bits"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FP32","data":[1e300]}"#), "FP32"),
        (
            body(#"{"name":"frequency","shape":[1],"datatype":"INT8","data":[128]}"#),
            "'frequency.data[0]' is a number that INT8 does not hold; send a whole number from -128 to 127"
        ),
        (body(#"{"name":"frequency","shape":[1],"datatype":"INT64","data":[1.5]}"#), "INT64"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"INT64","data":[9223372036854775808]}"#), "INT64"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"UINT64","data":[-1]}"#), "UINT64"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"BOOL","data":[1]}"#), "BOOL"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"BYTES","data":["1"]}"#), "send it as FP64"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FLOAT","data":[1]}"#), "no datatype"),
        (body(#"{"name":"frequency","shape":[2],"datatype":"FP64","data":[1,2]}"#), "number of rows"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FP64","data":[1,2]}"#), "1 values of its shape"),
        (body(#"{"name":"frequency","shape":[1],"datatype":"FP64","data":[]}"#), "1 values of its shape"),
        (body(#"{"name":"frequency","shape":[],"datatype":"FP64","data":[1]}"#), "'frequency.shape'"),
        (body(#"{"name":"frequency","shape":[0],"datatype":"FP64","data":[]}"#), "'frequency.shape'"),
        (body(#"{"name":"frequency","shape":[-1],"datatype":"FP64","data":[1]}"#), "'frequency.shape'"),
        (body(#"{"name":"frequency","shape":[1,2],"datatype":"FP64","data":[1,2]}"#), "'frequency.shape'"),
        (body(#"{"name":"frequency","shape":[11],"datatype":"FP64","data":[1]}"#), "the limit is 10"),
        (body(#"{"name":"frequncy","shape":[1],"datatype":"FP64","data":[1]}"#), "no input of the model"),
        (body(#"{"name":"recency","shape":[1],"datatype":"FP64","data":[1]}"#), "sent twice"),
        (#"{"inputs":[],"inputs":[]}"#, "twice"), (#"{"inputs":[],"id":7}"#, "'id' is a number"),
        (#"{"inputs":[],"outputs":[{"name":"odds"}]}"#, "no output"),
    ])
    func refusesBodies(_ body: String, _ problem: String) throws {
        let server = try TestServer { $0.limits.batchRows = 10 }
        let client = try server.client()
        let reply = try client.request("POST", "/v2/models/repeat-purchase/infer", body)
        #expect(reply.status == 400)
        #expect(reply.error.contains(problem), "\(reply.error)")
        // The connection goes on.
        #expect(
            try client.request("POST", "/v2/models/repeat-purchase/infer", TestModel.inferBody).status == 200)
    }

    @Test func infersOneTensorForAllInputs() throws {
        let server = try TestServer { configuration in
            do {
                let model = try configuration.registry.model("numbers")
                _ = try model.publish(
                    files: TestModel.numbers(3).files(), kind: .scorer, recipeDigest: TestModel.recipe)
                configuration.models.append(ServedModel(champion: try ModelReference(serving: "numbers/1")))
            } catch { Issue.record("\(error)") }
            configuration.limits.batchRows = 10
        }
        let client = try server.client()
        func reply(_ model: String, _ tensor: String, _ rest: String = "") throws -> TestClient.Reply {
            try client.request(
                "POST", "/v2/models/\(model)/infer",
                #"{\#(rest)"outputs":[{"name":"logit"}],"inputs":[{"name":"all",\#(tensor)}]}"#)
        }
        let model = try TestModel.numbers(3).model
        let rows: [[Double]] = [[0.1, -2, 3], [7, .nan, 1e6]]
        let logits = rows.map { "\(model.score($0.span).logit)" }
        let values = "0.1,-2,3,7,null,1e6"
        let parameters = #""parameters":{"content_type":"np"},"#
        for (rest, tensor) in [
            ("", #""shape":[2,3],"datatype":"FP64","data":[\#(values)]"#),
            ("", #""shape":[2,3],"datatype":"FP64","data":[[0.1,-2,3],[7,null,1e6]]"#),
            (parameters, #""data":[\#(values)],"shape":[2,3],"datatype":"FP64","parameters":{"a":[1]}"#),
        ] {
            let reply = try reply("numbers", tensor, rest)
            #expect(
                reply.text.hasSuffix(#""shape":[2],"data":[\#(logits.joined(separator: ","))]}]}"#),
                "\(reply.text)")
        }
        let single = try reply("numbers", #""shape":[3],"datatype":"FP64","data":[0.1,-2,3]"#)
        #expect(single.text.hasSuffix(#""shape":[1],"data":[\#(logits[0])]}]}"#))
        let metadata = try client.request("GET", "/v2/models/numbers").text
        #expect(metadata.contains(#""one_tensor":{"datatype":"FP64","shape":[-1,3]}"#))
        #expect(try !client.request("GET", "/v2/models/repeat-purchase").text.contains("one_tensor"))
        for (model, tensor, rest, problem) in [
            (
                "repeat-purchase", #""shape":[1,3],"datatype":"FP64","data":[1,2,3]"#, "",
                "'region' is a category"
            ),
            ("numbers", #""shape":[1,3],"datatype":"BYTES","data":["1","2","3"]"#, "", "BYTES"),
            ("numbers", #""shape":[1,3],"datatype":"FP64","data":[1,2]"#, "", "3 values of its shape"),
            (
                "numbers", #""shape":[2,3],"datatype":"FP64","data":[[1,2],[3,4,5,6]]"#, "",
                "6 values of its shape"
            ),
            ("numbers", #""shape":[1,3],"datatype":"FP64","data":[1,"2",3]"#, "", "'inputs[0].data[1]'"),
            ("numbers", #""shape":[11,3],"datatype":"FP64","data":[1]"#, "", "the limit is 10"),
            ("numbers", #""shape":[1,4],"datatype":"FP64","data":[1,2,3,4]"#, "", "nor [N, 3]"),
            ("numbers", #""shape":[4],"datatype":"FP64","data":[1,2,3,4]"#, "", "no input of the model"),
            (
                "numbers", #""shape":[3],"datatype":"FP64","data":[1,2,3]"#, #""parameters":[],"#,
                "'parameters' is an array"
            ),
            (
                "numbers", #""shape":[3],"datatype":"FP64","data":[1,2,3],"parameters":1"#, "",
                "'inputs[0].parameters' is a number"
            ),
        ] {
            let reply = try reply(model, tensor, rest)
            #expect(reply.status == 400 && reply.error.contains(problem), "\(reply.error)")
        }
    }

    @Test func refusesPathsMethodsAndVersions() throws {
        let server = try TestServer()
        let client = try server.client()
        func status(_ method: String, _ path: String) throws -> Int {
            let reply = try client.request(method, path, method == "POST" ? "{}" : nil)
            #expect(!reply.error.isEmpty)
            return reply.status
        }
        #expect(try status("GET", "/nowhere") == 404)
        #expect(try status("GET", "/v2/models/other") == 404)
        #expect(try status("GET", "/v2/models/repeat-purchase/versions/9") == 404)
        #expect(try status("POST", "/v2/models/other/infer") == 404)
        #expect(try status("POST", "/v2/models/repeat-purchase/versions/x/infer") == 404)
        #expect(try status("POST", "/v2/repository/models/repeat-purchase/load") == 501)
        #expect(try status("DELETE", "/v2/models/repeat-purchase") == 405)
        let reply = try client.request("GET", "/v2/models/repeat-purchase/infer")
        #expect(reply.status == 405 && reply.headers["allow"] == "POST")
    }

    @Test func refusesBodiesThatAreTooLarge() throws {
        let server = try TestServer { $0.limits.bodyBytes = 1_000 }
        let path = "/v2/models/repeat-purchase/infer"
        let client = try server.client()
        let large = String(repeating: " ", count: 5_000)
        let reply = try client.request("POST", path, large)
        #expect(reply.status == 413 && reply.error.contains("1000 bytes"))
        #expect(try client.request("POST", path, TestModel.inferBody).status == 200)
        // A client that asks first is told before it sends.
        try client.send(
            Array(
                "POST \(path) HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n"
                    .utf8))
        #expect(try client.reply().status == 413)
        // A length that is not announced is counted.
        let chunked = try server.client()
        try chunked.send(
            Array("POST \(path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
        for _ in 0..<5 { try chunked.send(Array("190\r\n\(large.prefix(400))\r\n".utf8)) }
        try chunked.send(Array("0\r\n\r\n".utf8))
        #expect(try chunked.reply().status == 413)
        #expect(try server.client().request("POST", path, TestModel.inferBody).status == 200)
    }

    @Test func answersInvocationsAndIndexAndMetrics() throws {
        let server = try TestServer()
        let client = try server.client()
        let reply = try client.request(
            "POST", "/invocations",
            #"{"dataframe_split":{"columns":["region","frequency","recency"],"data":[["east",3,12.5]]}}"#)
        let predictions = try #require(reply.members["predictions"]).elements.map(\.number)
        #expect(try predictions == [TestModel.probability(intercept: 0.25)])
        let short = try client.request(
            "POST", "/invocations", #"{"dataframe_split":{"columns":["region"],"data":[]}}"#)
        #expect(short.status == 400 && short.error.contains("frequency"))
        let index = try client.request("POST", "/v2/repository/index", #"{"ready":true}"#)
        #expect(index.text == #"[{"name":"repeat-purchase","version":"1","state":"READY","reason":""}]"#)
        _ = try client.request("POST", "/v2/models/repeat-purchase/infer", TestModel.inferBody)
        _ = try client.request("POST", "/v2/models/repeat-purchase/infer", "{}")
        let metrics = try client.request("GET", "/metrics").text
        let labels = #"model_name="repeat-purchase",model_version="1",alias="production",variant="champion""#
        for line in [
            "model_infer_request_success_total{\(labels)} 2",
            #"model_infer_request_failure_total{\#(labels),reason="REJECTED"} 2"#,
            #"leadline_model_ready{model_name="repeat-purchase"} 1"#,
            #"http_route="/v2/models/{model}/infer",error_type="400",le="+Inf"} 1"#,
            "# TYPE http_server_request_duration_seconds histogram",
        ] {
            #expect(metrics.contains(line), "\(line)")
        }
    }
}
