import FoundationEssentials
import Testing

/// Dense vectors of texts by the command line.
@Suite struct EmbedVerbTests {
    private var rows: String {
        var lines = ["id,message"]
        for number in 0..<60 {
            let words = number.isMultiple(of: 2) ? ["card", "pin", "cash"] : ["loan", "rate", "term"]
            lines.append("\(number),please \(words[number % 3]) \(words[(number / 2) % 3]) today")
        }
        return (lines + ["60,"]).joined(separator: "\n") + "\n"
    }

    @Test func wordsAreLearnedWrittenAndUsed() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        let outcome = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--dimensions", "3", "-o", "out/words.json",
            "--vectors",
            "out/train.npy")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(
            outcome.output.contains("61 texts, 8 words, 3 dimensions; 1 texts without a vector"),
            "\(outcome.output)")
        let again = try shop.leadline(
            "embed", "rows.csv", "--model", "out/words.json", "--vectors", "out/again.npy", "--threads", "5")
        #expect(again.status == 0, "\(again.errors)")
        let bytes = try ["train", "again"].map {
            try Data(contentsOf: URL(filePath: shop.path + "/out/\($0).npy"))
        }
        #expect(bytes[0] == bytes[1] && bytes[0].count == 128 + 24 * 61)
    }

    @Test func whatCannotBeEmbeddedIsRefused() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["embed", "rows.csv"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        #expect(try refusal().contains("give --text COLUMN"))
        #expect(try refusal("--text", "message").contains("64 components are asked for"))
        #expect(try refusal("--text", "message", "--smoothing", "0").contains("'smoothing' must be"))
        #expect(try refusal("--model", "x.json").contains("give --vectors FILE"))
    }
}
