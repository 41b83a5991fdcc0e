import FoundationEssentials
import Glibc
import TestKit
import Testing

/// The daemon serves what the command line promoted.
@Suite struct DaemonTests {
    /// The answer of `/v1/score`, as far as it is compared.
    private struct Scored: Decodable {
        var model_version: String
        var score: Double
        var probability: Double
        var logit: Double
        var baseline: Double
        var contributions: [Explained.Contribution]
        var features: [String: Value]
    }

    /// A feature's value.
    private enum Value: Decodable {
        case number(Double)
        case text(String)
        case missing

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .missing
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        /// The value as JSON, and its datatype.
        var json: (text: String, datatype: String) {
            switch self {
            case .number(let number): ("\(number)", "FP64")
            case .text(let text): ("\"\(text)\"", "BYTES")
            case .missing: ("null", "FP64")
            }
        }
    }

    private struct Inferred: Decodable {
        struct Output: Decodable {
            var name: String
            var data: [Double]
        }
        var outputs: [Output]
    }

    private func decode<T: Decodable>(_ reply: HTTPClient.Reply) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(reply.body))
    }

    private func ready(_ daemon: RunningDaemon) throws {
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
    }

    @Test func describesItself() throws {
        let daemon = try RunningDaemon(Shop.promoted())
        try ready(daemon)
        #expect(try daemon.request("GET", "/v2/health/live").status == 200)
        let metadata = try daemon.request("GET", "/v2/models/shop").text
        for name in ["frequency", "monetary", "recency", "region", "probability"] {
            #expect(metadata.contains("\"\(name)\""))
        }
        #expect(try daemon.request("GET", "/v2/models/other").status == 404)
        #expect(try daemon.request("GET", "/metrics").text.contains("leadline_model_ready"))
        #expect(daemon.stop() == 0)
    }

    /// The command line, a row of features and raw events give one double.
    @Test(arguments: ["platt", "isotonic"]) func scoresAsTheCommandLine(calibration: String) throws {
        let shop = try Shop.promoted()
        if calibration != "platt" {
            try shop.change("method: platt", to: "method: \(calibration)")
            #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
            let promoted = try shop.leadline(
                "promote", "pipeline.yaml", "--override", "--by", "somebody", "--why", "a test")
            #expect(promoted.status == 0, "\(promoted.errors)")
        }
        let run = try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "scores.csv")
        #expect(run.status == 0)
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/scores.csv"))
        let daemon = try RunningDaemon(shop)
        try ready(daemon)
        let client = try HTTPClient(port: daemon.port)
        for (id, figures) in scores.sorted(by: { $0.key < $1.key }).prefix(60) {
            let customer = String(id.drop { $0 != ":" }.dropFirst())
            let reply = try client.request(
                "POST", "/v1/score", Shop.purchases.body(customer: customer, asOf: Shop.asOf))
            #expect(reply.status == 200, "\(reply.text)")
            let live: Scored = try decode(reply)
            #expect([live.score, live.probability, live.logit] == figures.map { Double($0) }, "\(id)")
            let sum = live.contributions.reduce(live.baseline) { $0 + $1.contribution }
            #expect(calibration == "platt" ? sum == live.logit : abs(sum - live.logit) < 1e-9)
            let inputs = live.features.sorted { $0.key < $1.key }.map { name, value in
                #"{"name": "\#(name)", "shape": [1], "datatype": "\#(value.json.datatype)", "data": [\#(value.json.text)]}"#
            }
            let inferred: Inferred = try decode(
                client.request(
                    "POST", "/v2/models/shop/infer", #"{"inputs": [\#(inputs.joined(separator: ", "))]}"#))
            let outputs = Dictionary(uniqueKeysWithValues: inferred.outputs.map { ($0.name, $0.data) })
            #expect(outputs["probability"] == [live.probability])
            #expect(outputs["score"] == [live.score])
            #expect(outputs["logit"] == [live.logit])
        }
    }

    /// A new version is taken up; a broken one leaves the old one answering.
    @Test func followsTheAlias() throws {
        let shop = try Shop.promoted()
        let daemon = try RunningDaemon(shop)
        try ready(daemon)
        let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)
        func version() throws -> String {
            try decode(daemon.request("POST", "/v1/score", body), as: Scored.self).model_version
        }
        func isRefused() throws -> Bool {
            try daemon.request("POST", "/v2/repository/index", "{}").text.contains("UNAVAILABLE")
        }
        #expect(try version() == "1")
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 0)
        try RunningDaemon.wait { try version() == "2" }

        try shop.change("penalty: 1.0", to: "penalty: 4.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let files = shop.names(below: shop.model + "/versions/3")
        #expect(files.count >= 10)
        for file in files {
            let place = URL(filePath: shop.model + "/versions/3/" + file)
            let whole = try Data(contentsOf: place)
            var changed = whole
            changed[whole.count / 2] ^= 1
            try changed.write(to: place)
            #expect(try shop.leadline("promote", "pipeline.yaml").status == 3, "\(file)")
            let before = daemon.log.count
            try shop.moveAlias(to: 3)
            var told: Substring?
            try RunningDaemon.wait {
                // Whole lines only.
                told = daemon.log.dropFirst(before).split(separator: "\n", omittingEmptySubsequences: false)
                    .dropLast().first { $0.contains("model.refused") }
                return told != nil
            }
            #expect(told?.contains(file) == true, "\(told ?? "") of \(file)")
            #expect(try version() == "2", "\(file)")
            #expect(try daemon.request("GET", "/v2/health/ready").status == 200)
            try shop.moveAlias(to: 2)
            // A version is refused anew only once the daemon saw another under the alias.
            try RunningDaemon.wait { try !isRefused() }
            try whole.write(to: place)
        }
        try shop.moveAlias(to: 7)
        try RunningDaemon.wait { daemon.log.contains(#""version":"7""#) }
        #expect(try version() == "2")
        #expect(try isRefused())
    }

    @Test func refusesBodies() throws {
        let daemon = try RunningDaemon(Shop.promoted(), "--max-body", "20000")
        try ready(daemon)
        let good = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)
        let bodies: [(what: String, body: String, status: Int)] = [
            ("empty", "", 400), ("too large", String(repeating: " ", count: 20_001), 413),
            ("not JSON", "entity=customer:7", 400), ("of another shape", "[1, 2]", 400),
            ("events of another shape", #"{"entity": "customer:7", "events": 3}"#, 400),
            ("NaN", good.replacing("\"units\": ", with: "\"units\": NaN, \"u\": "), 400),
            ("infinite", good.replacing("\"units\": ", with: "\"units\": 1e999, \"u\": "), 400),
        ]
        for (what, body, status) in bodies {
            for path in ["/v1/score", "/v2/models/shop/infer"] {
                let reply = try daemon.request("POST", path, body)
                #expect(reply.status == status, "\(what) to \(path): \(reply.text)")
                #expect(reply.text.hasPrefix(#"{"error":""#), "\(what) to \(path): \(reply.text)")
            }
        }
        let row = #"{"inputs": [{"name": "frequency", "shape": [1], "datatype": "FP64", "data": [NaN]}]}"#
        #expect(try daemon.request("POST", "/v2/models/shop/infer", row).status == 400)
        #expect(try daemon.request("POST", "/v1/score", good).status == 200)
        #expect(daemon.stop() == 0)
    }

    private func decode<T: Decodable>(_ reply: HTTPClient.Reply, as type: T.Type) throws -> T {
        try decode(reply)
    }
}
