import FoundationEssentials
import Storage
import TestKit
import Testing

/// A decision of a served model, explained later by what was known then.
@Suite struct PastDecisionTests {
    private static let asOf = "2025-01-10T00:00:00.000000Z"
    private struct Explained: Decodable {
        var probability: Double
        var version: Int
        var decision: Decision?

        struct Decision: Decodable {
            var decisionId: String
            var probability: Double
            var variant: String?
            var isRepeated: Bool
            var outcome: String?
        }
    }

    /// What the daemon answers.
    private struct Answered: Decodable { var probability: Double }

    /// A shop with a version in production, and a log with what it answered about some of its customers.
    private static func served() throws -> (shop: Shop, customers: [String]) {
        let shop = try Shop(PipelineText.acting)
        for verb in ["train", "promote"] {
            let run = try shop.leadline(verb, "pipeline.yaml")
            guard run.status == 0 else { throw HTTPClient.Failure(what: run.errors) }
        }
        guard try shop.leadline("score", "pipeline.yaml", "--as-of", asOf, "-o", "s.csv").status == 0 else {
            throw HTTPClient.Failure(what: "no scores")
        }
        let key = try PseudonymKey.loadOrCreate(at: shop.path + "/.leadline/pseudonym.key")
        let digest = try Digest.file(shop.model + "/versions/1/manifest.json").description
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/s.csv")).sorted { $0.key < $1.key }
        let lines = scores.map { id, values in
            DecisionLine(
                id: "of " + id, entity: key.pseudonym(id), asOf: asOf, digest: digest,
                probability: values[1], logit: values[2]
            ).text
        }
        try shop.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
        return (shop, scores.map(\.key))
    }

    private static func explained(
        _ shop: Shop, _ customer: String, log: String = "log.jsonl", _ options: [String] = []
    ) throws -> (status: Int32, answer: Explained?, errors: String) {
        let run = try BuiltProgram.leadline.run(
            ["explain", "pipeline.yaml", "--log", log, "--decision", "of " + customer, "--json"] + options,
            in: shop.path)
        let answer = try? JSONDecoder().decode(Explained.self, from: Data(run.output.utf8))
        return (run.status, answer, run.errors)
    }

    /// Whatever has happened since: purchases after it, and another version in production.
    @Test func isMadeAgainFromWhatWasKnown() throws {
        let (shop, customers) = try Self.served()
        let id = try #require(customers.first).dropFirst("customer:".count)
        let plain = try shop.leadline(
            "explain", "pipeline.yaml", String(id), "--as-of", Self.asOf, "--json")
        let asked = try JSONDecoder().decode(LeadAnswer.self, from: Data(plain.output.utf8))
        let bought = Shop.purchases.purchases.contains {
            $0.customer == id && $0.date >= "2025-01-10" && $0.date < "2025-02-09"
        }
        let more = (1...9).map { "\(id),2025-03-2\($0 % 6),3,90.00,south\n" }.joined()
        try shop.write(BuiltProgram.text(shop.path + "/purchases.csv") + more, to: "purchases.csv")
        try shop.write(
            PipelineText.acting.replacing("penalty: 1.0", with: "penalty: 9.0"), to: "pipeline.yaml")
        for verb in ["train", "promote"] { _ = try shop.leadline(verb, "pipeline.yaml") }

        let (status, answer, errors) = try Self.explained(shop, customers[0])
        #expect(status == 0, "\(errors)")
        let decision = try #require(answer?.decision)
        #expect(answer?.version == 1 && answer?.probability == asked.probability)
        #expect(decision.isRepeated && decision.probability == asked.probability)
        #expect(decision.outcome == (bought ? "positive" : "negative"))
        #expect(decision.variant == nil && decision.decisionId == "of " + customers[0])
        let text = try shop.leadline(
            "explain", "pipeline.yaml", "--log", "log.jsonl", "--decision", "of " + customers[0],
            "--to", "0.0001", "--by", "family")
        #expect(text.output.contains("as the data give it again"), "\(text.output)")
        #expect(
            text.output.contains("the outcome \(bought ? "occurred" : "did not occur")"), "\(text.output)")
        // Nothing actionable lowers a score here.
        #expect(text.status == 1)
    }

    /// A model that is asked once of everybody answers whenever it is asked all the same, and is explained as of then.
    @Test func isOfTheTimeOfTheAnswerNotOfTheAnchor() throws {
        let shop = try Shop(
            PipelineText.shop
                .replacing(
                    "calendar: {from: 2024-04-01, to: 2025-01-01, every: month}",
                    with: "anchored: {kind: purchase, after: 10d}"
                )
                .replacing(
                    "train: {from: 2024-04-01, to: 2024-07-01}",
                    with: "train: {from: 2024-01-01, to: 2024-03-01}"
                )
                .replacing("{from: 2024-09-01, to: 2024-10-01}", with: "{from: 2024-04-01, to: 2024-05-01}")
                .replacing("{from: 2024-12-01, to: 2025-01-01}", with: "{from: 2024-06-01, to: 2024-12-01}"))
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained.errors)")
        let promoted = try shop.leadline(
            "promote", "pipeline.yaml", "--override", "--by", "somebody", "--why", "a test")
        #expect(promoted.status == 0, "\(promoted.errors)")
        let daemon = try RunningDaemon(shop)
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        let first = try #require(Shop.purchases.purchases.last { $0.date < "2024-03-01" })
        let asOf = "2024-03-19T00:00:00.000000Z"
        let body = Shop.purchases.body(customer: first.customer, asOf: asOf)
        let response = try daemon.request("POST", "/v1/score", body)
        let answered = try JSONDecoder().decode(Answered.self, from: Data(response.body))
        let key = try PseudonymKey.loadOrCreate(at: shop.path + "/.leadline/pseudonym.key")
        let digest = try Digest.file(shop.model + "/versions/1/manifest.json").description
        let line = DecisionLine(
            id: "of one", entity: key.pseudonym("customer:" + first.customer), asOf: asOf, digest: digest,
            probability: "\(answered.probability)"
        ).text
        try shop.write(line + "\n", to: "log.jsonl")
        let found = try Self.explained(shop, "one")
        #expect(found.status == 0, "\(found.errors)")
        #expect(found.answer?.probability == answered.probability)
        // At its own cutoff less was known of the customer.
        let plain = try shop.leadline(
            "explain", "pipeline.yaml", first.customer, "--as-of", asOf, "--json")
        let asked = try JSONDecoder().decode(LeadAnswer.self, from: Data(plain.output.utf8))
        #expect(asked.probability != answered.probability)
    }

    /// An explanation of other data than it was taken by is said to be one, and is no success.
    @Test func anotherPastIsSaid() throws {
        let (shop, customers) = try Self.served()
        let id = try #require(customers.first).dropFirst("customer:".count)
        let more = "\(id),2025-01-08,3,990.00,south\n"
        try shop.write(BuiltProgram.text(shop.path + "/purchases.csv") + more, to: "purchases.csv")
        let (status, answer, errors) = try Self.explained(shop, customers[0])
        #expect(status == 1, "\(errors)")
        #expect(answer?.decision?.isRepeated == false)
        #expect(answer?.decision?.probability != answer?.probability)
        let text = try shop.leadline(
            "explain", "pipeline.yaml", "--log", "log.jsonl", "--decision", "of " + customers[0])
        #expect(text.status == 1 && text.errors.contains("explains the data of today"), "\(text.errors)")
        // Others are as they were.
        #expect(try Self.explained(shop, customers[1]).status == 0)
    }

    /// The digest says which version answered; a number is of the registry that it was counted in.
    @Test func theVersionIsFoundByItsDigest() throws {
        let (shop, customers) = try Self.served()
        let log = try BuiltProgram.text(shop.path + "/log.jsonl")
        try shop.write(log.replacing(#""version":1"#, with: #""version":7"#), to: "other.jsonl")
        let found = try Self.explained(shop, customers[0], log: "other.jsonl")
        #expect(found.status == 0 && found.answer?.version == 1, "\(found.errors)")
        let digest = try Digest.file(shop.model + "/versions/1/manifest.json").description
        try shop.write(log.replacing(digest, with: String(digest.reversed())), to: "other.jsonl")
        let strange = try Self.explained(shop, customers[0], log: "other.jsonl")
        #expect(strange.status == 3 && strange.errors.contains("--registry"), "\(strange.errors)")
        try shop.write(log.replacing(#""model":"shop""#, with: #""model":"inn""#), to: "other.jsonl")
        let inn = try Self.explained(shop, customers[0], log: "other.jsonl")
        #expect(inn.status == 3 && inn.errors.contains("the pipeline of inn"), "\(inn.errors)")
    }

    @Test func whatCannotBeExplainedIsRefused() throws {
        let (shop, customers) = try Self.served()
        #expect(try Self.explained(shop, "nobody").errors.contains("no decision of that id"))
        let elsewhere = try Self.explained(shop, customers[0], ["--working", "elsewhere"])
        #expect(elsewhere.status == 3 && elsewhere.errors.contains("elsewhere/pseudonym.key"))
        #expect(shop.names(below: shop.path + "/elsewhere").isEmpty)
        for (options, word) in [
            (["c1000", "--log", "log.jsonl", "--decision", "x"], "leave the id"),
            (["--log", "log.jsonl"], "--decision ID"), (["--decision", "x"], "without --log"),
            (["--log", "log.jsonl", "--decision", "x", "--version", "1"], "--version"),
            (["--log", "log.jsonl", "--decision", "x", "--as-of", Self.asOf], "--as-of"), ([], "give an id"),
        ] {
            let run = try BuiltProgram.leadline.run(["explain", "pipeline.yaml"] + options, in: shop.path)
            #expect(run.status == 3 && run.errors.contains(word), "\(options): \(run.errors)")
        }
    }
}
