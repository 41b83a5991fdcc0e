import FoundationEssentials
import Testing

/// What is wrong with a table of texts, messages, labels or vectors, by every verb that reads one.
@Suite struct TableErrorTests {
    /// A verb that reads the table.
    private static func arguments(_ verb: String, _ table: String) -> [String] {
        switch verb {
        case "embed", "vectorize": [verb, table, "--text", "message", "-o", "x.json"]
        case "intent": [verb, table, "--text", "message", "--label", "kind", "-o", "x.json"]
        case "neighbours": [verb, table, "-o", "x.lists"]
        case "cluster": [verb, table, "--k", "2", "-o", "x.json"]
        case "decompose": [verb, table, "--rank", "1", "-o", "x.json"]
        case "fit": [verb, table, "--labels", "kind", "-o", "x.json"]
        default:
            [
                "personas", "evaluate", "who@1", "pipeline.yaml", "--labels", table, "--id", "message",
                "--persona", "kind",
            ]
        }
    }

    @Test(
        "the file, what is wrong with it and what to do are told",
        arguments: [
            "embed", "vectorize", "intent", "neighbours", "cluster", "decompose", "fit", "evaluate",
        ])
    func errorsAreTold(_ verb: String) throws {
        let shop = try Shop()
        try FileManager.default.createDirectory(
            atPath: shop.path + "/folder.csv", withIntermediateDirectories: false)
        try shop.write("message,kind\n", to: "header.csv")
        try shop.write("", to: "empty.csv")
        try shop.write("not parquet at all, whatever its name says", to: "cut.parquet")
        let latin = Data("message,kind\nyes,a\nvoil".utf8) + [0xE0] + Data(",b\n".utf8)
        try latin.write(to: URL(filePath: shop.path + "/latin.csv"))
        let isNumbers = ["neighbours", "cluster", "decompose", "fit"].contains(verb)
        var tables = [
            ("nothere.csv", "nothere.csv: there is no such file\nremedy: correct the path"),
            ("nothere.parquet", "nothere.parquet: there is no such file"),
            ("folder.csv", "folder.csv: this is a directory\nremedy: name one file"),
            ("empty.csv", "empty.csv: the file is empty\nremedy: write a table"),
            ("header.csv", "header.csv: the table has no rows\nremedy: look at what wrote it"),
            ("cut.parquet", "cut.parquet: it cannot be read as Parquet"),
            (
                "latin.csv",
                "latin.csv, line 3: the text is not UTF-8 (byte 23 of the file, counted from 0)\nremedy: convert it"
            ),
        ]
        if isNumbers {
            try shop.write("a,kind\n1,0\n2,1\nx,1\n", to: "words.csv")
            if verb != "fit" {
                try shop.write("a,kind\n1,0\n,1\n3,1\n", to: "gap.csv")
                tables.append(("gap.csv", "gap.csv, row 2, column 1: a number must be finite"))
            }
            tables.append(("words.csv", "words.csv, row 3: the column 'a' holds no number\nremedy: leave"))
        } else {
            try shop.write("Message,kind\nx,a\n", to: "other.csv")
            tables.append(
                ("other.csv", "other.csv: there is no column 'message'\nremedy: did you mean 'Message'?"))
        }
        for (table, words) in tables {
            let outcome = try BuiltProgram.leadline.run(Self.arguments(verb, table), in: shop.path)
            #expect(outcome.status == 3 && outcome.errors.contains(words), "\(table): \(outcome.errors)")
            #expect(!outcome.errors.contains("all_varchar") && !outcome.errors.contains("voil"))
        }
    }

    @Test("a header-only table of messages to answer has no answers, which is no mistake")
    func nothingToAnswer() throws {
        let shop = try Shop()
        try shop.write("message\n\"my card, my pin\"\nthe pin\nthe card\nmy pin\n", to: "rows.csv")
        try shop.write("message\n", to: "none.csv")
        let learned = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--dimensions", "1", "-o", "e.json")
        #expect(learned.status == 0, "\(learned.errors)")
        let none = try shop.leadline("embed", "none.csv", "--model", "e.json", "--report", "report.csv")
        #expect(none.status == 0, "\(none.errors)")
        #expect(try BuiltProgram.text(shop.path + "/report.csv").split(separator: "\n").count == 1)
    }

    @Test("texts of megabytes are turned into vectors", arguments: ["embed", "vectorize"])
    func longTexts(_ verb: String) throws {
        let shop = try Shop()
        let long = "card" + String(repeating: " ", count: 3 << 20) + "pin"
        try shop.write("message\n\"\(long)\"\ncard pin\nmy pin\nmy card\n", to: "long.csv")
        let outcome = try BuiltProgram.leadline.run(
            [verb, "long.csv", "--text", "message", "-o", "x.json"]
                + (verb == "embed" ? ["--dimensions", "1"] : []), in: shop.path)
        #expect(outcome.status == 0 && outcome.output.contains("4 texts"), "\(outcome.errors)")
    }

    @Test("who decides is told where USER is not set, and LEADLINE_USER goes before it")
    func whoDecides() throws {
        let shop = try Shop.promoted()
        func who(_ environment: [String], _ alias: String) throws -> String {
            let moved = try BuiltProgram.environment.run(
                ["-u", "USER", "-u", "LEADLINE_USER"] + environment + [
                    BuiltProgram.leadline.path, "promote", "pipeline.yaml", "--alias", alias, "--version",
                    "1",
                ], in: shop.path)
            #expect(moved.status == 0, "\(moved.errors)")
            let lines = try BuiltProgram.text(shop.model + "/journal.jsonl").split(separator: "\n")
            return String(lines.last ?? "")
        }
        let name = try BuiltProgram.environment.run(["id", "-un"], in: shop.path).output
            .split(separator: "\n")
        #expect(try who(["USER="], "first").contains("\"who\":\"\(name.first ?? "")\""))
        #expect(try who(["USER=ann"], "second").contains("\"who\":\"ann\""))
        #expect(try who(["USER=ann", "LEADLINE_USER=bob"], "third").contains("\"who\":\"bob\""))
    }
}
