import FoundationEssentials
import Testing

/// Intents of messages by the command line.
@Suite struct IntentVerbTests {
    private var rows: String {
        let topics = [
            ("card", ["my card has not arrived", "where is the new card"]),
            ("cash", ["the machine kept my cash", "wrong cash 😀 today"]),
            ("rate", ["what exchange rate applies", "the rate was wrong abroad"]),
        ]
        var lines = ["id,message,category,written"]
        for number in 0..<90 {
            let (intent, texts) = topics[number % 3]
            // One label in fifteen is wrong.
            let label = number % 15 == 7 ? "card" : intent
            lines.append(
                "\(number),\"\(texts[number / 3 % 2]), please \(number % 4)\",\(label),2026-02-\(10 + number / 6)"
            )
        }
        return (lines + ["90,,card,2026-02-26", "91,no label here,,2026-02-26"]).joined(separator: "\n")
            + "\n"
    }

    private let learning = ["--text", "message", "--label", "category", "--dimensions", "8"]

    @Test func intentsAreLearnedAnsweredAndJudged() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        func run(_ arguments: [String], status: Int32 = 0) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["intent", "rows.csv"] + arguments, in: shop.path)
            #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
            return outcome.output
        }
        let shown = try run(learning + ["--precision", "0.9", "-o", "out/intent.json", "--folds", "3"])
        #expect(shown.contains("90 messages, 3 intents, projection of 8 numbers"), "\(shown)")
        #expect(shown.contains("left out: 1 without a text, 1 without a label"), "\(shown)")
        #expect(shown.contains("temperature") && shown.contains("precision where named"), "\(shown)")
        let again = try run(
            learning + ["--precision", "0.9", "-o", "out/again.json", "--folds", "3", "--threads", "5"])
        let files = try ["intent", "again"].map {
            try Data(contentsOf: URL(filePath: shop.path + "/out/\($0).json"))
        }
        #expect(files[0] == files[1] && again.contains("out/again.json"))

        let answered = try run([
            "--model", "out/intent.json", "--predictions", "out/answers.csv", "--reasons", "2", "--threads",
            "2",
        ])
        #expect(answered.contains("92 messages"), "\(answered)")
        let lines = try String(contentsOf: URL(filePath: shop.path + "/out/answers.csv"), encoding: .utf8)
            .split(separator: "\n")
        #expect(lines.count == 93)
        #expect(lines[0] == "row,intent,likeliest,probability,runnerUp,runnerUpProbability,abstained,reasons")
        #expect(lines[1].hasPrefix("1,card,card,0.") && lines[1].contains(": "), "\(lines[1])")
        #expect(lines[91].hasPrefix("91,,card,0.") && lines[91].contains(",true"), "\(lines[91])")

        let judged = try run(["--model", "out/intent.json", "--label", "category"])
        #expect(judged.contains("1 without a label") && judged.contains("macro F1"), "\(judged)")
        #expect(judged.contains("taken for"), "\(judged)")
        let json = try run(["--model", "out/intent.json", "--label", "category", "--json"])
        #expect(
            json.contains("\"expectedCalibrationError\"") && json.contains("\"unknownLabels\":0"), "\(json)")
    }

    @Test func laterMessagesAndTermsWorkToo() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        let outcome = try shop.leadline(
            "intent", "rows.csv", "--text", "message", "--label", "category", "--features", "terms", "--time",
            "written", "--json", "-o", "i.json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\"time\":\"written\""), "\(outcome.output)")
        let quick = try shop.leadline(
            "intent", "rows.csv", "--text", "message", "--label", "category", "--features", "terms",
            "--no-calibration", "--strength", "0.1", "--threshold", "0.5", "-o", "q.json")
        #expect(
            quick.status == 0 && quick.output.contains("not calibrated"), "\(quick.output) \(quick.errors)")
    }

    @Test func whatCannotBeLearnedOrAnsweredIsRefused() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        try shop.write("message,category\none card,a\ntwo cards,a\n", to: "same.csv")
        try shop.write(rows + "92,close my account,close,2026-02-27\n", to: "lone.csv")
        try shop.write("message,category\n,a\n,b\n", to: "empty.csv")
        try shop.write("{\"formatVersion\":2}", to: "other.json")
        func refusal(_ file: String, _ arguments: [String]) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["intent", file] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        let text = ["--text", "message"]
        #expect(try refusal("rows.csv", []).contains("give --text COLUMN"))
        #expect(try refusal("rows.csv", text).contains("give --label COLUMN"))
        #expect(try refusal("rows.csv", text + ["--label", "intent"]).contains("no column 'intent'"))
        #expect(try refusal("none.csv", learning).contains("none.csv"))
        #expect(try refusal("same.csv", learning).contains("one class"))
        #expect(
            try refusal("empty.csv", learning).contains(
                "empty.csv: no row has both a text in 'message' and an intent in 'category'"))
        #expect(try refusal("lone.csv", learning).contains("the only row of intent 'close'"))
        #expect(try refusal("rows.csv", learning + ["--no-calibration"]).contains("give --strength"))
        #expect(
            try refusal("rows.csv", learning + ["--precision", "0.9", "--threshold", "0.5"]).contains(
                "--threshold"))
        #expect(try refusal("rows.csv", learning + ["--time", "id"]).contains("holds no time"))
        #expect(try refusal("rows.csv", learning + ["--predictions", "p.csv"]).contains("--predictions"))
        #expect(
            try refusal("rows.csv", ["--model", "none.json", "--predictions", "p.csv"]).contains("none.json"))
        #expect(
            try refusal("rows.csv", ["--model", "other.json", "--predictions", "p.csv"]).contains(
                "other.json"))
        #expect(try refusal("rows.csv", ["--model", "other.json"]).contains("give --predictions FILE"))
        #expect(
            try refusal("rows.csv", learning + ["--model", "x.json", "--seed", "2"]).contains("--dimensions"))
    }

    /// Texts of ten megabytes, control characters and emoji are learned from, and answered.
    @Test func oddTextsAreNoTrouble() throws {
        let shop = try Shop()
        let long = String(repeating: "where is my card ", count: 600_000)
        let odd =
            "100,\"\(long)\",card,2026-02-27\n101,\"\u{1}\u{7f}😀👍🏽 cash\",cash,2026-02-27\n102,\"⁣​\",rate,2026-02-27\n"
        try shop.write(rows + odd, to: "odd.csv")
        let outcome = try BuiltProgram.leadline.run(
            ["intent", "odd.csv"] + learning + ["--folds", "2", "-o", "odd.json"], in: shop.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("of 1 messages nothing is known"), "\(outcome.output)")
        let answers = try shop.leadline(
            "intent", "odd.csv", "--model", "odd.json", "--predictions", "odd-answers.csv")
        #expect(answers.status == 0, "\(answers.errors)")
        let lines = try String(contentsOf: URL(filePath: shop.path + "/odd-answers.csv"), encoding: .utf8)
            .split(separator: "\n")
        #expect(lines[93].contains(",card,") && lines[94].contains(",cash,") && lines[95].contains(",true"))
    }
}
