import FoundationEssentials
import Glibc
import Scoring
import Storage
import TestKit
import Testing

/// From an answer of the daemon over its log to the verbs that read it.
@Suite struct DecisionWayTests {
    private static let asOf = "2025-01-10T00:00:00Z"

    private struct Answered: Decodable {
        var probability: Double
        var logit: Double
        var decision_id: String
    }

    private struct Explained: Decodable {
        struct Decision: Decodable {
            var isRepeated: Bool
            var probability: Double
            var logit: Double
        }
        var probability: Double
        var decision: Decision?
    }

    private struct Evaluated: Decodable { var counts: [String: Int] }

    private static let options = [
        "--decision-log", "log.jsonl", "--pseudonym-key", ".leadline/pseudonym.key",
    ]

    private static func daemon(_ shop: Shop, limit: Int? = nil) throws -> RunningDaemon {
        let daemon = try RunningDaemon(shop, options: options, fileBlocks: limit)
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        return daemon
    }

    private static func answer(_ customer: String, by client: HTTPClient) throws -> Answered {
        let reply = try client.request(
            "POST", "/v1/score", Shop.purchases.body(customer: customer, asOf: asOf))
        guard reply.status == 200 else { throw HTTPClient.Failure(what: reply.text) }
        return try JSONDecoder().decode(Answered.self, from: Data(reply.body))
    }

    private static func customers() -> [String] {
        Set(Shop.purchases.purchases.filter { $0.date < "2025-01-10" }.map(\.customer)).sorted()
    }

    private static func evaluated(_ shop: Shop, _ log: String = "log.jsonl") throws -> [String: Int] {
        let run = try shop.leadline("evaluate", "pipeline.yaml", "--log", log, "--json")
        #expect(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Evaluated.self, from: Data(run.output.utf8)).counts
    }

    /// The log of a daemon is measured, and its decisions are given again to the last bit.
    @Test func isEvaluatedAndExplained() throws {
        let shop = try Shop.promoted()
        let daemon = try Self.daemon(shop)
        let client = try HTTPClient(port: daemon.port)
        let customers = Self.customers()
        let answers = try customers.map { try Self.answer($0, by: client) }
        // The same question again is the same decision.
        #expect(try Self.answer(customers[0], by: client).decision_id == answers[0].decision_id)
        #expect(daemon.stop() == 0)
        #expect(Set(answers.map(\.decision_id)).count == customers.count)
        let counts = try Self.evaluated(shop)
        #expect(counts["read"] == customers.count + 1 && counts["repeated"] == 1)
        #expect(counts["unknown"] == 0 && counts["ofOthers"] == 0)
        for (customer, answer) in zip(customers, answers).prefix(5) {
            let run = try shop.leadline(
                "explain", "pipeline.yaml", "--log", "log.jsonl", "--decision", answer.decision_id, "--json")
            #expect(run.status == 0, "\(customer): \(run.errors)")
            let explained = try JSONDecoder().decode(Explained.self, from: Data(run.output.utf8))
            let decision = try #require(explained.decision)
            #expect(decision.isRepeated && explained.probability == answer.probability)
            #expect(decision.probability == answer.probability && decision.logit == answer.logit)
        }
        let log = try BuiltProgram.text(shop.path + "/log.jsonl")
        #expect(!log.contains("customer:") && !daemon.log.contains("customer:"))
    }

    /// Killed and started again, it goes on behind the last whole line.
    @Test func aKillLosesNoMoreThanWhatWasNotWritten() throws {
        let shop = try Shop.promoted()
        let customers = Self.customers()
        let path = shop.path + "/log.jsonl"
        var daemon = try Self.daemon(shop)
        var client = try HTTPClient(port: daemon.port)
        for customer in customers.prefix(10) { _ = try Self.answer(customer, by: client) }
        try RunningDaemon.wait { try BuiltProgram.text(path).split(separator: "\n").count == 10 }
        daemon.kill()
        // As if the kill had come in the middle of a line.
        let whole = try BuiltProgram.text(path)
        try shop.write(whole + whole.prefix(100), to: "log.jsonl")
        daemon = try Self.daemon(shop)
        client = try HTTPClient(port: daemon.port)
        for customer in customers.dropFirst(10).prefix(10) { _ = try Self.answer(customer, by: client) }
        #expect(daemon.stop() == 0)
        #expect(try BuiltProgram.text(path).hasPrefix(whole))
        #expect(try Self.evaluated(shop)["read"] == 20)
    }

    /// A disk that takes no more costs decisions, which are counted, and never an answer.
    @Test func aFullDiskLeavesWholeLines() throws {
        let shop = try Shop.promoted()
        let customers = Self.customers()
        // 8 blocks of 1024 bytes.
        let daemon = try Self.daemon(shop, limit: 8)
        let client = try HTTPClient(port: daemon.port)
        for customer in customers.prefix(60) { _ = try Self.answer(customer, by: client) }
        try RunningDaemon.wait {
            let metrics = try client.request("GET", "/metrics").text
            func count(_ name: String) -> Int {
                let line = metrics.split(separator: "\n").first { $0.hasPrefix("leadline_decisions_\(name)") }
                return line.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
            }
            return count("dropped_total") > 0 && count("written_total") + count("dropped_total") == 60
        }
        #expect(daemon.stop() == 0)
        let log = try BuiltProgram.text(shop.path + "/log.jsonl")
        #expect(log.utf8.count <= 8192 && (log.isEmpty || log.hasSuffix("\n")))
        #expect(daemon.log.contains("log.failed"))
        for line in log.split(separator: "\n") {
            _ = try CanonicalJSON.decode(DecisionRecord.self, from: Array(line.utf8), file: "log")
        }
    }

    @Test func bothOrNeitherIsGiven() throws {
        let shop = try Shop.promoted()
        for options in [["--decision-log", "log.jsonl"], ["--pseudonym-key", "k"]] {
            let run = try BuiltProgram.leadlined.run(
                ["--registry", "registry", "--model", "shop", "--open-on-loopback", "--check"] + options,
                in: shop.path)
            #expect(run.status == 3 && run.errors.contains("--"), "\(run.errors)")
        }
        let missing = try BuiltProgram.leadlined.run(
            ["--registry", "registry", "--model", "shop", "--open-on-loopback", "--check"]
                + ["--decision-log", "log.jsonl", "--pseudonym-key", "nowhere"], in: shop.path)
        #expect(missing.status == 3 && missing.errors.contains("nowhere"), "\(missing.errors)")
    }

    /// Why there is nothing to measure: leads that the data do not know are not labels that will mature.
    @Test func nothingToMeasureIsTold() throws {
        let shop = try Shop.promoted()
        func evaluate(_ line: DecisionLine) throws -> BuiltProgram.Outcome {
            try shop.write(line.text + "\n", to: "log.jsonl")
            return try shop.leadline("evaluate", "pipeline.yaml", "--log", "log.jsonl", "--report", "r")
        }
        let unknown = try evaluate(DecisionLine(id: "a", entity: "p", probability: "0.25"))
        #expect(unknown.status == 2 && !unknown.output.contains("matured"), "\(unknown)")
        #expect(unknown.output.contains("do not know the leads of 1 of 1 decisions"), "\(unknown)")
        #expect(unknown.errors.contains("no report was written: the data do not know"), "\(unknown)")
        let other = try evaluate(DecisionLine(id: "a", entity: "p", model: "other", probability: "0.25"))
        #expect(other.status == 2, "\(other)")
        #expect(other.output.contains("no decision of the log is of this pipeline's model"), "\(other)")
    }

    /// A log of nothing but fallbacks has its reason, too, beside the document as well.
    @Test func aLogOfFallbacksIsTold() throws {
        let shop = try Shop.promoted()
        func evaluate(_ count: Int, _ options: String...) throws -> BuiltProgram.Outcome {
            let line =
                #"{"time":"2025-01-10T09:00:00Z","model":"shop","alias":"production","entity":"p","asOf":"\#(Self.asOf)","probability":0.05,"fallback":"not_ready"}"#
            try shop.write(String(repeating: line + "\n", count: count), to: "log.jsonl")
            return try BuiltProgram.leadline.run(
                ["evaluate", "pipeline.yaml", "--log", "log.jsonl"] + options, in: shop.path)
        }
        let reason = "all 2 lines of this pipeline's model are of leads that got the fallback"
        let told = try evaluate(2)
        #expect(told.status == 2 && told.output.contains("nothing can be measured: \(reason)"), "\(told)")
        let one = try evaluate(1)
        #expect(one.output.contains("the only line of this pipeline's model is of a lead"), "\(one)")
        let document = try evaluate(2, "--json")
        #expect(document.status == 2 && document.errors.contains(reason), "\(document)")
        let counts = try JSONDecoder().decode(Evaluated.self, from: Data(document.output.utf8)).counts
        #expect(counts["read"] == 2 && counts["fallbacks"] == 2)
    }

    /// Two versions answer the leads that are theirs, and are measured apart.
    @Test func variantsAreMeasuredApart() throws {
        let shop = try Shop.promoted()
        try shop.stageAnother()
        let daemon = try RunningDaemon(
            shop, options: Self.options + ["--canary", "shop@staging=50", "--shadow", "shop@nobody"])
        try RunningDaemon.wait {
            daemon.log.contains(#""variant":"champion","to":"1""#)
                && daemon.log.contains("canary.begun")
        }
        let client = try HTTPClient(port: daemon.port)
        for customer in Self.customers() { _ = try Self.answer(customer, by: client) }
        #expect(daemon.stop() == 0)
        let run = try shop.leadline("evaluate", "pipeline.yaml", "--log", "log.jsonl", "--json")
        #expect(run.status == 0, "\(run.errors)")
        for group in ["variant=canary", "variant=champion", "version=1", "version=2"] {
            #expect(run.output.contains("\"\(group)\""), "\(group)")
        }
        let verified = try shop.leadline("registry", "verify")
        #expect(verified.status == 0, "\(verified.output)")
    }
}
