import FoundationEssentials
import Testing

/// Main directions by the command line.
@Suite struct DecomposeVerbTests {
    private func lines(_ rows: Int) -> String {
        var lines = ["a,b,c"]
        for row in 0..<rows {
            let size = Double(row * 7 % 13)
            lines.append("\(size),\(2 * size + Double(row % 3) / 10),\(Double(row * 5 % 7) / 10)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func directionsAreFoundWrittenAndUsed() throws {
        let shop = try Shop()
        try shop.write(lines(90), to: "rows.csv")
        let outcome = try shop.leadline(
            "decompose", "rows.csv", "--rank", "2", "--centre", "-o", "out/pca.json", "--scores",
            "out/scores.npy")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("singular value"))
        let written = try Data(contentsOf: URL(filePath: shop.path + "/out/pca.json"))
        let document = try JSONDecoder().decode(Written.self, from: written)
        #expect(document.formatVersion == 1 && document.names == ["a", "b", "c"] && document.hasConverged)
        #expect(document.explained[0] > 0.98 && document.model.components[0][1] > 0.85)
        let again = try shop.leadline(
            "decompose", "rows.csv", "--rank", "2", "--centre", "--threads", "5", "--json")
        #expect(Data(again.output.utf8) == written)
        let projected = try shop.leadline(
            "decompose", "rows.csv", "--model", "out/pca.json", "--scores", "out/again.npy")
        #expect(projected.status == 0, "\(projected.errors)")
        let bytes = try ["scores", "again"].map {
            try Data(contentsOf: URL(filePath: shop.path + "/out/\($0).npy"))
        }
        #expect(bytes[0].count == 128 + 16 * 90 && bytes[1].count == bytes[0].count)
    }

    @Test func whatCannotBeDecomposedIsRefused() throws {
        let shop = try Shop()
        try shop.write(lines(12), to: "rows.csv")
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["decompose", "rows.csv"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        #expect(try refusal("--rank", "4").contains("have 3 at most"))
        #expect(try refusal().contains("give --rank R"))
        #expect(try refusal("--rank", "2", "--tolerance", "2").contains("'tolerance' must be"))
        #expect(try refusal("--rank", "2", "--model", "x.json").contains("--rank does nothing"))
        #expect(try refusal("--model", "x.json").contains("give --scores FILE"))
        for options in [["--columns", "2"], ["--type", "float32"]] {
            let outcome = try BuiltProgram.leadline.run(
                ["decompose", "rows.csv", "--rank", "2"] + options, in: shop.path)
            #expect(outcome.status != 0 && outcome.errors.contains("says nothing about a table"))
        }
    }

    private struct Written: Decodable {
        var formatVersion: Int
        var names: [String]
        var hasConverged: Bool
        var explained: [Double]
        var model: Model

        struct Model: Decodable { var components: [[Double]] }
    }
}
