import FoundationEssentials
import Testing

/// Neighbours by the command line.
@Suite struct NeighbourVerbTests {
    /// Rows in twenty groups, drawn by a small generator.
    private func rows(_ count: Int, seed: Int) -> String {
        var state = UInt64(seed)
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 40 & 1023)
        }
        let lines = (0..<count).map { row in
            let group = row % 20
            return (0..<4).map { "\(Double((group * (7 + $0 * 4)) % 31 * 100 + next()) / 100)" }
                .joined(separator: ",")
        }
        return "a,b,c,d\n" + lines.joined(separator: "\n") + "\n"
    }

    @Test func anIndexIsLearnedReadAgainAndAsked() throws {
        let shop = try Shop()
        try shop.write(rows(400, seed: 1), to: "rows.csv")
        try shop.write(rows(30, seed: 2), to: "asked.csv")
        let learned = try shop.leadline(
            "neighbours", "rows.csv", "-o", "out/rows.lists", "-k", "5", "--lists", "20", "--json")
        let summary = try JSONDecoder().decode(Summary.self, from: Data(learned.output.utf8))
        #expect(summary.lists == 20 && summary.rows == 400 && summary.onHeldOut?.queries == 40)
        let recall = try #require(summary.onHeldOut?.recall)
        #expect(learned.status == 0 || recall < 0.95, "\(learned.errors)")
        #expect((summary.onHeldOut?.index?.p99 ?? 0) > 0 && (summary.onHeldOut?.exact?.median ?? 0) > 0)
        let bytes = try Data(contentsOf: URL(filePath: shop.path + "/out/rows.lists"))
        _ = try shop.leadline(
            "neighbours", "rows.csv", "-o", "out/again.lists", "-k", "5", "--lists", "20", "--threads", "5")
        #expect(try Data(contentsOf: URL(filePath: shop.path + "/out/again.lists")) == bytes)
        // All lists are the exact search.
        _ = try shop.leadline(
            "neighbours", "rows.csv", "-o", "out/all.lists", "-k", "5", "--lists", "20", "--probes", "20")
        let asked = try [["--model", "out/all.lists"], []].map { model in
            let outcome = try BuiltProgram.leadline.run(
                ["neighbours", "rows.csv", "--query", "asked.csv", "-k", "5", "--neighbours", "n.csv"]
                    + model,
                in: shop.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try String(contentsOf: URL(filePath: shop.path + "/n.csv"), encoding: .utf8)
        }
        #expect(asked[0] == asked[1] && asked[0].split(separator: "\n").count == 151)
        #expect(asked[0].hasPrefix("query,rank,row,similarity\n1,1,"))
        let own = try shop.leadline(
            "neighbours", "rows.csv", "--model", "out/rows.lists", "--neighbours", "own.npy", "--values",
            "near.npy", "-k", "3", "--sample", "0")
        #expect(own.status == 0 && own.output.contains("400 queries answered"), "\(own.errors)")
        // Recall of rows that the lists were learned from is not that of rows held out, and says so.
        for (options, name) in [
            (["--model", "out/rows.lists"], "learned from, not held out: 400 measured"),
            ([], "rows themselves: 400 measured"),
        ] {
            let told = try BuiltProgram.leadline.run(
                ["neighbours", "rows.csv", "--neighbours", "told.npy"] + options, in: shop.path)
            #expect(told.status == 0 && told.output.contains(name), "\(told.output) \(told.errors)")
            #expect(!told.output.contains("queries: 400 measured"))
        }
        #expect(try Data(contentsOf: URL(filePath: shop.path + "/own.npy")).count == 128 + 4 * 3 * 400)
        #expect(try Data(contentsOf: URL(filePath: shop.path + "/near.npy")).count == 128 + 8 * 3 * 400)
    }

    @Test func aBudgetIsChosenByAndJudged() throws {
        let shop = try Shop()
        try shop.write(rows(400, seed: 1), to: "rows.csv")
        func learn(_ budget: String) throws -> (status: Int32, summary: Summary) {
            let outcome = try BuiltProgram.leadline.run(
                ["neighbours", "rows.csv", "-o", "b.lists", "--lists", "20", "--json", "--budget", budget],
                in: shop.path)
            return (outcome.status, try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8)))
        }
        let ample = try learn("100000000")
        #expect(ample.status == 0 && ample.summary.probes == 20)
        // No query takes a microsecond with so many neighbours in so many lists.
        let none = try learn("1")
        let lower = try #require(none.summary.onHeldOut?.index?.p99Lower)
        #expect(none.summary.probes == 1 && none.status == (lower > 1 ? 2 : 0))
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let shop = try Shop()
        try shop.write(rows(60, seed: 1), to: "rows.csv")
        try shop.write(rows(60, seed: 3), to: "others.csv")
        try shop.write("a,b\n1,2\n", to: "narrow.csv")
        _ = try shop.leadline("neighbours", "rows.csv", "-o", "rows.lists", "--lists", "4")
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["neighbours"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        #expect(try refusal("rows.csv").contains("nothing is asked for"))
        #expect(try refusal("rows.csv", "--query", "narrow.csv").contains("has 2 columns"))
        #expect(try refusal("rows.csv", "-o", "x", "--lists", "61").contains("61 clusters need"))
        #expect(
            try refusal("rows.csv", "-o", "x", "--lists", "3", "--probes", "4").contains("there are 3 lists"))
        #expect(try refusal("rows.csv", "-o", "x", "--probes", "1", "--budget", "9").contains("give one"))
        #expect(try refusal("rows.csv", "--query", "rows.csv", "--lists", "4").contains("does nothing"))
        try shop.write(rows(4, seed: 1), to: "few.csv")
        #expect(try refusal("few.csv", "-o", "x").contains("--probes N"))
        #expect(
            try refusal("others.csv", "--model", "rows.lists", "--query", "rows.csv").contains(
                "other vectors"))
        let path = URL(filePath: shop.path + "/rows.lists")
        let text = try String(contentsOf: path, encoding: .utf8)
        try text.replacing("\"probes\":", with: "\"probes\":1", maxReplacements: 1)
            .write(to: path, atomically: true, encoding: .utf8)
        #expect(
            try refusal("rows.csv", "--model", "rows.lists", "--query", "rows.csv").contains("digest"))
    }

    /// Vectors of two embedders have nothing in common.
    @Test func queriesOfAnotherEmbedderAreRefused() throws {
        let shop = try Shop()
        let texts = (0..<40).map { "text \($0 % 8) about price \($0 % 5) and contract \($0 % 3)" }
        try shop.write("t\n" + texts.joined(separator: "\n") + "\n", to: "texts.csv")
        for (name, options) in [("one", []), ("two", ["--character-lengths", "none"])] {
            let outcome = try BuiltProgram.leadline.run(
                [
                    "embed", "texts.csv", "--text", "t", "--dimensions", "3", "-o", "\(name).json",
                    "--vectors",
                    "\(name).npy",
                ] + options, in: shop.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let outcome = try BuiltProgram.leadline.run(
            ["neighbours", "one.npy", "--query", "two.npy"], in: shop.path)
        #expect(outcome.status == 3 && outcome.errors.contains("embedder"), "\(outcome.errors)")
        #expect(try shop.leadline("neighbours", "one.npy", "--query", "one.npy").status == 0)
    }

    private struct Summary: Decodable {
        var rows: Int
        var lists: Int
        var probes: Int
        var onHeldOut: Measured?

        struct Measured: Decodable {
            var queries: Int
            var recall: Double?
            var exact: Latency?
            var index: Latency?
        }
        struct Latency: Decodable { var median, p99, p99Lower: Double }
    }
}
