import FoundationEssentials
import Testing

/// An embedder of texts says until when they were written, and no training takes one that saw the future.
@Suite struct EmbedTimeTests {
    private static func pipeline(_ version: Int) -> String {
        MessageShop.pipeline
            .replacing(
                "  region: {kind: attribute, attribute: region}",
                with: """
                      region: {kind: attribute, attribute: region}
                      says: {kind: vector, embedder: models:/messages/\(version), attribute: text, limit: 3, coordinates: 2}
                    """
            )
            .replacing("region: []}", with: "region: [], says_d0: [], says_d1: []}")
    }

    private func embed(_ shop: Shop, _ more: String...) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(
            [
                "embed", "messages.csv", "--text", "words", "--time", "date", "--dimensions", "2",
                "--publish", "messages",
            ] + more, in: shop.path)
    }

    @Test func laterTextsAreLeftOutAndForesightIsRefused() throws {
        let shop = try Shop(Self.pipeline(1))
        try shop.write(MessageShop.csv(MessageShop.messages), to: "messages.csv")
        let newest = try #require(MessageShop.messages.map(\.date).max())
        let all = try embed(shop)
        #expect(all.status == 0, "\(all.errors)")
        #expect(
            all.output.contains("the newest was written at \(newest)T23:59:59.999999Z\n"), "\(all.output)")
        let refused = try shop.leadline("train", "pipeline.yaml")
        #expect(
            refused.status == 1
                && refused.errors.contains(
                    "learned from texts up to \(newest)T23:59:59.999999Z, and the last cutoff")
                && refused.errors.contains("it has seen what is to be foretold"), "\(refused.errors)")
        let remedy = try #require(refused.errors.firstMatch(of: /--time COLUMN --until (\S+) --publish/))
        let end = String(remedy.1)
        // What was written on a day may be of its last second.
        let early = MessageShop.messages.filter { "\($0.date)T23:59:59.999999Z" < end }
        let last = try #require(early.map(\.date).max())
        let second = try embed(shop, "--until", end, "--json")
        #expect(second.status == 0, "\(second.errors)")
        #expect(
            second.output.contains("\"latest\":\"\(last)T23:59:59.999999Z\"")
                && second.output.contains("\"later\":\(MessageShop.messages.count - early.count),")
                && second.output.contains("\"texts\":\(early.count),")
                && second.output.contains("messages version 2"), "\(second.output)")
        #expect(
            try BuiltProgram.text(shop.registry + "/models/messages/versions/2/learning.json").contains(
                "\"latest\":\"\(last)T23:59:59.999999Z\""))
        try shop.write(Self.pipeline(2), to: "pipeline.yaml")
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained.errors)")
        #expect(!trained.errors.contains("nothing tells when"))
        // Rows that are left out would number the others anew.
        let anew = try embed(shop, "--until", end, "--vectors", "v.npy")
        #expect(anew.status == 3 && anew.errors.contains("--model"), "\(anew.errors)")
        // The same texts of no told time are another version, which is taken and told of.
        let none = try embed(shop, "--until", "2020-01-01T00:00:00Z")
        #expect(
            none.status == 3
                && none.errors.contains(
                    "messages.csv: no row before 2020-01-01T00:00:00Z has a text in 'words'"),
            "\(none.errors)")
    }
}
