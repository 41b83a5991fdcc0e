import FoundationEssentials
import Testing

/// What the documents say of the command line is what the programs say.
@Suite struct CommandReferenceTests {
    private static let root = String(
        #filePath.dropLast("Tests/EndToEndTests/CommandReferenceTests.swift".count))

    /// `docs/commands.md` as the programs would have it.
    private static func reference() throws -> String {
        var text = """
            # Commands
            The help texts of `leadline` and `leadlined`, as `leadline help --markdown` prints them; a test holds this page against the programs.


            """
        for program in [BuiltProgram.leadline, BuiltProgram.leadlined] {
            let run = try program.run(["help", "--markdown"], in: "/")
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            text += run.output
            if program.path == BuiltProgram.leadline.path { text += "\n" }
        }
        return text
    }

    @Test func thePageIsWhatTheProgramsSay() throws {
        let path = Self.root + "docs/commands.md"
        let text = try Self.reference()
        #expect(text.contains("## `leadline registry lineage`\n") && text.contains("## `leadlined`\n"))
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(
            try BuiltProgram.text(path) == text,
            "docs/commands.md is not what the programs say: RECORD_GOLDENS=1 writes it anew")
    }

    /// A verb or an option that a document shows and the program does not have misleads whoever copies the line.
    @Test func documentedLinesHaveKnownVerbsAndOptions() throws {
        let known = Self.options(in: try Self.reference())
        #expect(known.count > 30)
        var seen = 0
        var slips: [String] = []
        for page in try Self.pages() {
            for line in Self.calls(in: try BuiltProgram.text(Self.root + page)) {
                guard let verb = Self.verb(of: line, among: known) else {
                    slips.append("\(page): \(line): no such command")
                    continue
                }
                seen += 1
                let options = line.matches(of: /(?:^|\s)(--[a-z][a-z-]*)/).map { String($0.1) }
                for option in options where known[verb]?.contains(option) != true {
                    slips.append("\(page): \(line): no option \(option)")
                }
            }
        }
        #expect(seen > 60)
        #expect(slips == [])
    }

    /// The options of each command, from its section of the reference.
    private static func options(in reference: String) -> [String: Set<String>] {
        var known: [String: Set<String>] = [:]
        var verb = ""
        for line in reference.split(separator: "\n") {
            if let heading = line.wholeMatch(of: /## `(.+)`/) { verb = String(heading.1) }
            if let option = line.prefixMatch(of: /\s+(?:-\w, )?(--[a-z][a-z-]*)/) {
                known[verb, default: ["--help"]].insert(String(option.1))
            } else if known[verb] == nil {
                known[verb] = ["--help"]
            }
        }
        known["leadline", default: []].insert("--version")
        known["leadline help"] = ["--markdown"]
        return known
    }

    private static func pages() throws -> [String] {
        let found = try FileManager.default.subpathsOfDirectory(atPath: root + "docs")
        return ["README.md"]
            + found.filter { $0.hasSuffix(".md") && $0 != "commands.md" }.sorted().map { "docs/" + $0 }
    }

    /// The calls of the programs that a page shows: lines of shell blocks, comments dropped and broken lines joined, and what
    /// stands between backticks.
    private static func calls(in page: String) -> [String] {
        let blocks = page.matches(of: /```(?:sh|bash)\n((?:(?!```)[\s\S])*)```/).flatMap { block in
            block.1.replacing("\\\n", with: " ").split(separator: "\n").compactMap { line -> String? in
                let code = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line
                guard let call = code.firstMatch(of: /(?:^|\s|\/)(leadlined?) .*/) else { return nil }
                return code[call.1.startIndex...].split(separator: " | ").first.map(String.init)
            }
        }
        let text = page.replacing(/```(?:(?!```)[\s\S])*```/, with: "")
        let spans = text.matches(of: /`(leadlined? [^`]+)`/).map { String($0.1).replacing("\n", with: " ") }
        return blocks + spans
    }

    /// The longest run of leading words that is a command.
    private static func verb(of line: String, among known: [String: Set<String>]) -> String? {
        let words = line.split(separator: " ")
        return (1...min(3, words.count)).reversed().lazy.map { words.prefix($0).joined(separator: " ") }
            .first { known[$0] != nil && ($0 != "leadline" || line.contains("--")) }
    }
}
