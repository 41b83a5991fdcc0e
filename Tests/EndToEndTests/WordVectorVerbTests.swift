import FoundationEssentials
import Testing

/// Vectors of texts by a file of vectors of words, and which embedder vectors are of, by the command line.
@Suite struct WordVectorVerbTests {
    private let rows =
        "id,message\n1,My card is lost\n2,card and PIN\n3,the loan\n4,\n5,ж?\n6,\"LOAN, card\"\n"
    private let vectors = """
        7 3
        the 0.25 0.5 -1
        </s> 1 1 1
        Card 1 0.5 0.25
        card 9 9 9
        loan -0.5 2 0.125
        PIN 0.5 0.5 1.5
        bank-account 4 4 4

        """

    /// The same vectors as bytes.
    private var binary: Data {
        let lines = vectors.split(separator: "\n")
        var bytes = Data("\(lines[0])\n".utf8)
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ")
            bytes += Data("\(parts[0]) ".utf8)
            for part in parts.dropFirst() {
                let bits = (Float(String(part)) ?? .nan).bitPattern
                for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt32(place)))) }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private struct Answer: Decodable {
        var embedder: String
        var dimensions: Int
        var vocabulary: Int
        var withoutVector: Int
    }

    private func embed(_ shop: Shop, _ arguments: [String]) throws -> Answer {
        let outcome = try BuiltProgram.leadline.run(
            ["embed", "rows.csv", "--text", "message", "--method", "words", "--json"] + arguments,
            in: shop.path)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    }

    /// The doubles of a `.npy` file.
    private func numbers(_ path: String) throws -> [Double] {
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)).dropFirst(128))
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
        }
    }

    @Test func vectorsOfAFileAreAveraged() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        try shop.write(vectors, to: "words.txt")
        try binary.write(to: URL(filePath: shop.path + "/words.bin"))
        let kept = ["--keep-common", "--smoothing", "0.01"]
        let text = try embed(
            shop, kept + ["--word-vectors", "words.txt", "-o", "out/text.json", "--vectors", "out/text.npy"])
        // Two words of the file are none of a text, and the second card is the first one's.
        #expect(text.vocabulary == 4 && text.dimensions == 3 && text.withoutVector == 2)
        let found = try numbers(shop.path + "/out/text.npy")
        #expect(found.count == 18 && found[9..<15].allSatisfy { $0.isNaN })
        // card three times, loan twice, the and pin once, of seven.
        func weight(_ times: Double) -> Double { 0.01 / (0.01 + times / 7) }
        #expect(Array(found[..<3]) == [1, 0.5, 0.25].map { weight(3) * $0 })
        for place in 0..<3 {
            let average =
                (weight(2) * [-0.5, 2, 0.125][place] + weight(3) * [1, 0.5, 0.25][place]) / 2
            #expect(abs(found[15 + place] - average) < 1e-15)
        }
        // Only + - * / have part in it: the same digest on every machine.
        let golden = "61c808c85e5fd3f9771303ddfd6111ed226d949ea7d468e32c67bbde2f9a431b"
        #expect(text.embedder == golden, "\(text.embedder)")
        let binary = try embed(shop, kept + ["--word-vectors", "words.bin", "--vectors", "out/binary.npy"])
        #expect(binary.embedder == text.embedder)
        #expect(try numbers(shop.path + "/out/binary.npy").prefix(9) == found.prefix(9))
        let again = try shop.leadline(
            "embed", "rows.csv", "--model", "out/text.json", "--vectors", "out/again.npy", "--threads", "3")
        #expect(again.status == 0 && again.output.contains(text.embedder), "\(again.errors)")
        #expect(try numbers(shop.path + "/out/again.npy").prefix(9) == found.prefix(9))
        #expect(try embed(shop, kept + ["--word-vectors", "words.txt", "--words", "2"]).vocabulary == 2)
        try shop.write("id,message\n1,my card\n2,a loan\n", to: "rows.csv")
        #expect(try embed(shop, kept + ["--word-vectors", "words.txt", "--words-of-texts"]).vocabulary == 2)
    }

    @Test func theyArePublishedAsOthersAre() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        try shop.write(vectors, to: "words.txt")
        func publish() throws -> String {
            let outcome = try shop.leadline(
                "embed", "rows.csv", "--text", "message", "--method", "words", "--word-vectors", "words.txt",
                "--publish", "words")
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.output
        }
        #expect(try publish().contains("taken of 7 words of the file "))
        #expect(try publish().contains("words version 1, which was there already"))
        // Another file is another version, whatever it is called.
        try shop.write(vectors.replacing("0.125", with: "0.5"), to: "words.txt")
        #expect(try publish().contains("words version 2\n"))
        let used = try shop.leadline(
            "embed", "rows.csv", "--text", "message", "--model", "words@1", "--vectors", "v.npy")
        #expect(used.status == 0 && used.output.contains("4 words or grams, 3 dimensions"), "\(used.errors)")
        let origin = try String(contentsOfFile: shop.path + "/v.npy.embedder.json", encoding: .utf8)
        #expect(origin.contains("\"version\":\"words version 1\""), "\(origin)")
        #expect(try shop.leadline("registry", "verify").output.contains("2 versions verify"))
    }

    @Test func filesThatCannotBeUsedAreRefused() throws {
        let shop = try Shop()
        try shop.write(rows, to: "rows.csv")
        try shop.write(vectors, to: "words.txt")
        try shop.write("2 2\nthe 1 2\ncard 1 x\n", to: "wrong.txt")
        try shop.write("1 2\nGeld 1 2\n", to: "other.txt")
        try shop.write("1 2\nbank_a/c 1 2\n", to: "none.txt")
        func refusal(_ arguments: [String]) throws -> String {
            let outcome = try BuiltProgram.leadline.run(
                ["embed", "rows.csv", "--text", "message"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        let words = ["--method", "words", "--word-vectors"]
        #expect(try refusal(words + ["wrong.txt"]).contains("wrong.txt:3: number 2 is none"))
        #expect(try refusal(words + ["absent.txt"]).contains("absent.txt: no such file"))
        for file in ["other.txt", "none.txt"] {
            #expect(try refusal(words + [file]).contains("no text has a word that is taken of \(file)"))
        }
        for option in ["--dimensions", "--window", "--minimum-texts"] {
            #expect(try refusal(words + ["words.txt", option, "3"]).contains("\(option) does nothing with"))
        }
        #expect(try refusal(["--word-vectors", "words.txt"]).contains("without --method words"))
        #expect(try refusal(["--method", "words", "--words-of-texts"]).contains("without --word-vectors"))
        try shop.write("20000 10000\nx 1\n", to: "wide.txt")
        #expect(try refusal(words + ["wide.txt"]).contains("wide.txt:2: 1 of 10000 numbers"))
    }

    /// What was learned from the vectors of one embedder takes none of another.
    @Test func vectorsOfTwoEmbeddersAreNotMixed() throws {
        let shop = try Shop()
        let lines = (0..<40).map {
            "\($0),\($0 % 2 == 0 ? "card pin lost" : "loan rate term") \($0 % 4)0,\($0 % 2)"
        }
        try shop.write("id,message,won\n" + lines.joined(separator: "\n") + "\n", to: "rows.csv")
        func run(_ arguments: String..., status: Int32 = 0) throws -> String {
            let outcome = try BuiltProgram.leadline.run(arguments, in: shop.path)
            #expect(outcome.status == status, "\(arguments): \(outcome.output) \(outcome.errors)")
            return outcome.errors
        }
        _ = try run("embed", "rows.csv", "--text", "message", "--dimensions", "2", "--vectors", "a.npy")
        // The same number of dimensions, of another embedder.
        _ = try run(
            "embed", "rows.csv", "--text", "message", "--dimensions", "2", "--seed", "9",
            "--character-lengths",
            "none", "--vectors", "c.npy")
        let labels = (0..<40).map { UInt8($0 % 2) }
        try Data(labels).write(to: URL(filePath: shop.path + "/won.bin"))
        _ = try run("cluster", "a.npy", "--k", "2", "--bootstraps", "0", "-o", "clusters.json")
        _ = try run("fit", "a.npy", "--labels", "won.bin", "-o", "fit.json")
        _ = try run("decompose", "a.npy", "--rank", "1", "-o", "svd.json")
        let uses = [
            ["cluster", "--model", "clusters.json", "--assignments"],
            ["fit", "--model", "fit.json", "--probabilities"],
            ["decompose", "--model", "svd.json", "--scores"],
        ]
        for use in uses {
            _ = try run(use[0], "a.npy", use[1], use[2], use[3], "out.npy")
            let refusal = try run(use[0], "c.npy", use[1], use[2], use[3], "out.npy", status: 3)
            #expect(refusal.contains("have nothing in common; make both by one embedder"), "\(refusal)")
        }
        #expect(
            try run("fit", "c.npy", "--labels", "won.bin", "--start", "fit.json", status: 3).contains(
                "nothing in common"))
        #expect(
            try run("cluster", "a.npy", "--k", "40", "--start", "c.npy", "--bootstraps", "0", status: 3)
                .contains(
                    "nothing in common"))
        // Vectors of an unknown embedder are taken as they are.
        let bytes = try Data(contentsOf: URL(filePath: shop.path + "/c.npy"))
        try bytes.write(to: URL(filePath: shop.path + "/plain.npy"))
        _ = try run("cluster", "plain.npy", "--model", "clusters.json", "--assignments", "out.npy")
        // What lies beside other vectors is not believed.
        try bytes.write(to: URL(filePath: shop.path + "/a.npy"))
        let stale = try run(
            "cluster", "a.npy", "--model", "clusters.json", "--assignments", "out.npy", status: 3)
        #expect(stale.contains("a.npy.embedder.json tells where other vectors come from"), "\(stale)")
    }
}
