import FoundationEssentials
import Testing

/// Documents that can be told from the code are told from it.
@Suite struct DocumentTests {
    private let files = Checkout.files()

    private var pages: [SourceFile] {
        files.filter { $0.path.hasSuffix(".md") && ($0.path.hasPrefix("docs/") || !$0.path.contains("/")) }
    }

    /// `docs/architecture.md` draws what `Package.swift` declares.
    @Test func theDiagramIsTheManifest() throws {
        let path = "docs/architecture.md"
        let page = try #require(files.first { $0.path == path }?.text)
        let block = try #require(page.firstMatch(of: /```mermaid\n(?:(?!```)[\s\S])*```/))
        let diagram = try Checkout.manifest().diagram()
        #expect(diagram.contains("Workflow --> Reports"))
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            var drawn = page
            drawn.replaceSubrange(block.range, with: diagram)
            try drawn.write(toFile: Checkout.root + path, atomically: true, encoding: .utf8)
        } else {
            #expect(block.0 == diagram, "\(path) draws another house: RECORD_GOLDENS=1 draws it anew")
        }
    }

    @Test func everyRoomIsInTheDocument() throws {
        let page = try #require(files.first { $0.path == "docs/architecture.md" }?.text)
        for target in try Checkout.manifest().targets {
            #expect(page.contains("| `\(target.name)` |"), "\(target.name) has no line")
        }
    }

    @Test func linksLeadSomewhere() {
        let known = Set(files.map(\.path))
        var broken: [String] = []
        var seen = 0
        for page in pages {
            let folder = page.path.split(separator: "/").dropLast()
            for match in page.text.matches(of: /\]\(([^)\s:#]+)(?:#[^)]*)?\)/) {
                var parts = folder.map(String.init)
                for part in match.1.split(separator: "/") {
                    if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
                }
                seen += 1
                let path = parts.joined(separator: "/")
                if !known.contains(path), !known.contains(where: { $0.hasPrefix(path + "/") }) {
                    broken.append("\(page.path): \(match.1)")
                }
            }
        }
        #expect(seen > 40)
        #expect(broken == [])
    }

    /// What a family of the fuzzer counts its reach over is there; else its share of lines would be of nothing.
    @Test func whatIsFuzzedIsThere() {
        let known = Set(files.map(\.path))
        let lists = files.filter { $0.path.hasPrefix("Tests/Fuzz/") && $0.path.hasSuffix("/files") }
        #expect(lists.count > 5)
        for list in lists {
            let missing = list.text.split(separator: "\n").map(String.init).filter { !known.contains($0) }
            #expect(missing == [], "\(list.path)")
        }
    }
}
