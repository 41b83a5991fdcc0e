import FoundationEssentials
import Testing

/// Clusters beside known groups, by the command line.
@Suite struct AgreementVerbTests {
    private func table(_ header: String, _ rows: [(String, String)]) -> String {
        ([header] + rows.map { "\($0.0),\($0.1)" }).joined(separator: "\n") + "\n"
    }

    @Test func partitionsAreComparedByKey() throws {
        let shop = try Shop()
        let found = (0..<40).map { ("L\($0)", "\($0 % 2)") }
        try shop.write(table("entity,cluster", found), to: "found.csv")
        // In another order, with a lead of its own, and two leads elsewhere.
        let known = (2..<41).reversed().map { ("L\($0)", $0 < 4 ? "odd" : $0 % 2 == 0 ? "even" : "odd") }
        try shop.write(table("lead,persona", known), to: "known.csv")
        let outcome = try shop.leadline(
            "agreement", "found.csv", "known.csv", "--key", "entity", "--second-key", "lead", "--first-part",
            "cluster", "--second-part", "persona", "-o", "out/agreement.json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("38 rows in both, 2 in the first alone, 1 in the second alone"))
        let document = try JSONDecoder().decode(
            Written.self, from: Data(contentsOf: URL(filePath: shop.path + "/out/agreement.json")))
        #expect(document.counts == [[18, 1], [0, 19]] && document.second == ["even", "odd"])
        let index = try #require(document.metrics.first { $0.metric == "adjusted_rand_index" })
        #expect(abs((index.value ?? 0) - 0.8946680003) < 1e-9 && index.lower ?? 9 < index.value ?? 0)
        let other = try shop.leadline(
            "agreement", "found.csv", "found.csv", "--first-part", "cluster", "--second-part", "cluster",
            "--json")
        #expect(other.status == 0 && other.output.contains("\"value\":1"))
    }

    @Test func whatCannotBeComparedIsRefused() throws {
        let shop = try Shop()
        try shop.write("lead,persona\na,x\nb,y\na,x\n", to: "twice.csv")
        try shop.write("lead,persona\nc,x\n", to: "other.csv")
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["agreement"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        let parts = ["--first-part", "persona", "--second-part", "persona"]
        #expect(try refusal("twice.csv", "other.csv").contains("which column of twice.csv holds the parts"))
        func compared(_ more: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["agreement"] + more + parts, in: shop.path)
            #expect(outcome.status == 3, "\(outcome.output)")
            return outcome.errors
        }
        #expect(try compared("twice.csv", "other.csv", "--key", "lead").contains("the key was there before"))
        #expect(try compared("twice.csv", "other.csv").contains("tells parts of 3 rows"))
        #expect(try compared("other.csv", "other.csv", "--key", "nobody").contains("nobody"))
    }

    private struct Written: Decodable {
        var second: [String]
        var counts: [[Int]]
        var metrics: [Metric]

        struct Metric: Decodable {
            var metric: String
            var value: Double?
            var lower: Double?
        }
    }
}
