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

    private struct Answer: Decodable {
        var dimensions: Int
        var texts: Int
        var withoutVector: Int
        var version: String
    }

    @Test func wordsAreLearnedWrittenAndUsed() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        let outcome = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--method", "words", "--dimensions", "3", "-o",
            "out/words.json",
            "--vectors",
            "out/train.npy")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(
            outcome.output.contains("61 texts, 8 words or grams, 3 dimensions; 1 texts without a vector"),
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
        func refusal(_ arguments: [String]) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["embed", "rows.csv"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        #expect(try refusal([]).contains("give --text COLUMN"))
        let words = ["--text", "message", "--method", "words"]
        #expect(try refusal(words).contains("64 components are asked for"))
        #expect(try refusal(words + ["--smoothing", "0"]).contains("'smoothing' must be"))
        #expect(try refusal(words + ["--terms", "5"]).contains("--terms does nothing with --method words"))
        #expect(
            try refusal(["--text", "message", "--window", "5"]).contains("--window does nothing without"))
        #expect(
            try refusal(["--text", "message", "--word-lengths", "none", "--character-lengths", "none"])
                .contains("'words' must be there, or 'characters'"))
        #expect(
            try refusal(["--text", "message", "--word-lengths", "2"]).contains("--word-lengths is not two"))
        #expect(try refusal(["--model", "x.json"]).contains("give --vectors FILE"))
        #expect(
            try refusal(["--text", "message", "--until", "2024-01-01T00:00:00Z"]).contains(
                "--until does nothing without --time COLUMN"))
        #expect(
            try refusal(["--text", "message", "--time", "id"]).contains("rows.csv, row 1: 'id' holds no time")
        )
    }

    @Test func projectionsAreLearnedWrittenAndUsed() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        let outcome = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--dimensions", "4", "-o", "out/embedder.json",
            "--vectors", "out/train.npy", "--report", "out/report.csv")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(
            outcome.output.contains("4 dimensions; 1 texts without a vector")
                && outcome.output.contains("letters by script: latin 100.0 %")
                && outcome.output.contains("0.0 % of the words are unknown"), "\(outcome.output)")
        let again = try shop.leadline(
            "embed", "rows.csv", "--model", "out/embedder.json", "--vectors", "out/again.npy", "--threads",
            "5")
        #expect(again.status == 0, "\(again.errors)")
        let bytes = try ["train", "again"].map {
            try Data(contentsOf: URL(filePath: shop.path + "/out/\($0).npy"))
        }
        #expect(bytes[0] == bytes[1] && bytes[0].count == 128 + 32 * 61)
        let report = try String(contentsOfFile: shop.path + "/out/report.csv", encoding: .utf8)
            .split(separator: "\n")
        #expect(report.count == 62)
        #expect(
            report[0].hasPrefix(
                "row,characters,words,unknown_share,has_vector,is_cut,letters,script,script_share,language"))
        #expect(report[1].hasPrefix("1,22,4,0.0,1,0,19,latin,1.0"))
        // What there is not is empty, not a number.
        #expect(report[61] == "61,0,0,,0,0,0,,,", "\(report[61])")
    }

    /// The language of each text, of all, and of those that a version was learned from; what is too short has none.
    @Test func languagesAreTold() throws {
        let shop = try Shop()
        let english = "We would like to talk with you about prices and the contract"
        let german = "Wir möchten mit Ihnen über die Preise und den Vertrag sprechen"
        let lines = ["message"] + (0..<8).map { $0 % 4 == 0 ? german : $0 == 7 ? "ok" : english } + ["\"\""]
        try shop.write(lines.joined(separator: "\n") + "\n", to: "rows.csv")
        let outcome = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--dimensions", "2", "--report", "report.csv",
            "--publish",
            "messages")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains("texts by language: en 62.5 %, de 25.0 %, not told 12.5 %"),
            "\(outcome.output)")
        let report = try String(contentsOfFile: shop.path + "/report.csv", encoding: .utf8)
            .split(separator: "\n")
        #expect(report[1].hasSuffix(",de") && report[2].hasSuffix(",en") && report[8].hasSuffix(","))
        let answer = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--model", "messages@1", "--vectors", "v.npy", "--json")
        #expect(answer.output.contains("\"languages\":{\"de\":0.2"), "\(answer.output)")
        let shown = try shop.leadline("registry", "show", "models:/messages/1").output
        #expect(shown.contains("languages en 62.5 %, de 25.0 %"), "\(shown)")
    }

    /// A version is found again, used by number and alias, and looked at by the registry's verbs.
    @Test func embeddersArePublished() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        try shop.write("id,message\n1,please card\n2,ж\n", to: "new.csv")
        func publish(_ arguments: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                ["embed", "rows.csv", "--text", "message", "--publish", "messages"] + arguments,
                in: shop.path)
        }
        func shown(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(arguments, in: shop.path)
            #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            return outcome.output
        }
        #expect(try publish("--dimensions", "4").output.hasSuffix("messages version 1\n"))
        #expect(
            try publish("--dimensions", "4").output.contains("messages version 1, which was there already"))
        #expect(try publish("--dimensions", "3").output.hasSuffix("messages version 2\n"))
        #expect(try publish("--dimensions", "3", "--method", "words").output.contains("messages version 3"))
        for (model, dimensions) in [
            ("messages@1", 4), ("messages@latest", 3), ("models:/messages/2", 3), ("messages@2", 3),
        ] {
            let output = try shown(
                "embed", "new.csv", "--model", model, "--text", "message", "--vectors", "out/new.npy",
                "--json")
            let answer = try JSONDecoder().decode(Answer.self, from: Data(output.utf8))
            #expect(answer.dimensions == dimensions && answer.withoutVector == 1 && answer.texts == 2)
            #expect(answer.version.hasPrefix("messages version"))
        }
        #expect(try shown("registry", "list").contains("messages"))
        let manifest = try shown("registry", "show", "models:/messages/1")
        #expect(manifest.contains("messages version 1, embedder, every digest holds"))
        #expect(manifest.contains("learned   from 60 texts of column 'message'"), "\(manifest)")
        #expect(try shown("registry", "verify").contains("3 versions verify"))
        #expect(try shown("registry", "diff", "messages", "1", "2").contains("files.weights.safetensors"))
        let scorer = try shop.leadline(
            "registry", "export", "models:/messages/1", "--as", "onnx", "-o", "x.onnx")
        #expect(scorer.status == 3 && scorer.errors.contains("is of kind embedder"), "\(scorer.errors)")
        let unknown = try shop.leadline("embed", "new.csv", "--model", "messages@9", "--vectors", "x.npy")
        #expect(unknown.status == 3 && unknown.errors.contains("version 9"), "\(unknown.errors)")
        // One byte more or less is not used.
        let weights = shop.registry + "/models/messages/versions/1/weights.safetensors"
        var bytes = try Data(contentsOf: URL(filePath: weights))
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(filePath: weights))
        let damaged = try shop.leadline("embed", "new.csv", "--model", "messages@1", "--vectors", "x.npy")
        #expect(damaged.status == 3 && damaged.errors.contains("weights.safetensors"), "\(damaged.errors)")
    }
}
