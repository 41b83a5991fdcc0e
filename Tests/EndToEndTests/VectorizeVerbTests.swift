import FoundationEssentials
import Testing

/// Vectors of texts by the command line.
@Suite struct VectorizeVerbTests {
    private let rows = """
        id,message
        1,"my card, please"
        2,where is my card
        3,007
        4,
        5,"Überweisung? where, where"

        """

    @Test func textsBecomeAMatrixThatOthersRead() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        let outcome = try shop.leadline(
            "vectorize", "rows.csv", "--text", "message", "-o", "out/texts.json", "--matrix", "out/train")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("5 texts, 7 columns"), "\(outcome.output)")
        #expect(outcome.output.contains("1 texts without a vector"), "\(outcome.output)")
        let written = try Data(contentsOf: URL(filePath: shop.path + "/out/texts.json"))
        let document = try JSONDecoder().decode(Written.self, from: written)
        #expect(document.formatVersion == 1 && document.column == "message" && document.texts == 4)
        #expect(document.model.terms == ["007", "card", "is", "my", "please", "where", "überweisung"])
        let again = try shop.leadline(
            "vectorize", "rows.csv", "--model", "out/texts.json", "--matrix", "out/again", "--threads", "5")
        #expect(again.status == 0, "\(again.errors)")
        for name in ["data", "indices", "indptr"] {
            let bytes = try ["train", "again"].map {
                try Data(contentsOf: URL(filePath: shop.path + "/out/\($0)/\(name).npy"))
            }
            #expect(bytes[0] == bytes[1])
        }
        let decomposed = try shop.leadline(
            "decompose", "out/train/data.npy", "--row-starts", "out/train/indptr.npy", "--column-indices",
            "out/train/indices.npy", "--columns", "7", "--rank", "2")
        #expect(
            decomposed.status == 0 && decomposed.output.contains("5 rows, 7 columns"), "\(decomposed.errors)")
    }

    @Test func whatCannotBeVectorizedIsRefused() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["vectorize", "rows.csv"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        #expect(try refusal().contains("give --text COLUMN"))
        #expect(try refusal("--text", "nothing").contains("no column 'nothing'"))
        #expect(try refusal("--text", "message", "--lengths", "2..1").contains("'lengths' must be"))
        #expect(try refusal("--text", "message", "--lengths", "2").contains("write it as 1..2"))
        #expect(try refusal("--text", "message", "--minimum-texts", "9").contains("no term comes in enough"))
        #expect(
            try refusal("--text", "message", "--buckets", "9", "--terms", "2").contains(
                "--terms does nothing"))
        #expect(try refusal("--model", "x.json").contains("give --matrix DIR"))
    }

    private struct Written: Decodable {
        var formatVersion: Int
        var column: String
        var texts: Int
        var model: Model

        struct Model: Decodable { var terms: [String] }
    }
}
