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

    /// A family of the fuzzer is linked of all that its modules use; else it is not linked at all, which nobody sees before
    /// it is run.
    @Test func whatIsFuzzedIsWhole() throws {
        let compiled = Set(
            files.filter { $0.path.hasPrefix("Sources/") }.filter { file in
                [".swift", ".c", ".cpp"].contains { file.path.hasSuffix($0) }
            }.compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) })
        let targets = try Checkout.manifest().targets
        let lists = files.filter { $0.path.hasPrefix("Tests/Fuzz/") && $0.path.hasSuffix("/modules") }
        #expect(lists.count > 5)
        for list in lists {
            let modules = Set(list.text.split(whereSeparator: \.isWhitespace).map(String.init))
            let used = targets.filter { modules.contains($0.name) }
            #expect(used.count > 1, "\(list.path)")
            let missing = Set(used.flatMap(\.uses)).intersection(compiled).subtracting(modules)
            #expect(missing == [], "\(list.path)")
        }
    }

    /// Every alert has a runbook, every runbook a drill, and every drill is one of a runbook.
    @Test func alertsHaveRunbooksAndDrills() throws {
        func text(_ path: String) throws -> String {
            try #require(files.first { $0.path == path }?.text, "\(path)")
        }
        let rules = try ["alerts", "objectives"].map { try text("deploy/prometheus/\($0).yaml") }.joined()
        let alerts = rules.matches(
            of: /- alert: (\w+)\n(?:(?!- alert:)[\s\S])*?runbook: (docs\/runbooks\/([a-z-]+)\.md)/)
        #expect(alerts.count == rules.matches(of: /- alert:/).count)
        // One alert may be a page and a ticket.
        let names = Set(alerts.map { String($0.1) })
        #expect(names.count >= 15 && Set(alerts.map { String($0.2) }).count == names.count)
        let index = try text("docs/runbooks/README.md")
        let script = try text("scripts/drill")
        let list = try #require(script.firstMatch(of: /\ndrills=\(([a-z\s-]+)\)/))
        let drills = Set(list.1.split(whereSeparator: \.isWhitespace).map(String.init))
        var practised: Set<String> = []
        for alert in alerts {
            let (name, path, topic) = (String(alert.1), String(alert.2), String(alert.3))
            let runbook = try text(path)
            #expect(runbook.hasPrefix("# \(name): "), "\(path)")
            #expect(drills.contains(topic), "\(name) has no drill")
            let told = runbook.matches(of: /`scripts\/drill ([a-z-]+)`/).map { String($0.1) }
            #expect(told.contains(topic), "\(path) does not tell of its drill")
            practised.formUnion(told)
            let row = "| `\(name)` | [\(topic)](\(topic).md) | "
            let line = index.split(separator: "\n").first { $0.hasPrefix(row) }
            for drill in told {
                #expect(line?.contains("`scripts/drill \(drill)`") == true, "\(name) in the index")
            }
        }
        #expect(practised == drills)
        for drill in drills {
            #expect(
                script.contains("\n\(drill)() {\n") && script.contains("\n    \(drill)) echo "), "\(drill)")
        }
        let runbooks = files.filter { $0.path.hasPrefix("docs/runbooks/") }.count
        #expect(runbooks == names.count + 1)
    }

    /// What rules compute from is recorded by a rule, or is told of where the metrics are.
    @Test func rulesRestOnMetricsThatAreThere() throws {
        func text(_ path: String) throws -> String {
            try #require(files.first { $0.path == path }?.text, "\(path)")
        }
        let rules = try ["alerts", "objectives"].map { try text("deploy/prometheus/\($0).yaml") }.joined()
        let recorded = Set(rules.matches(of: /- record: (\S+)/).map { String($0.1) })
        let used = Set(rules.matches(of: /\b[a-z_]+:leadlined?_\w+:\w+/).map { String($0.0) })
        #expect(recorded == used && recorded.count >= 25)
        let page = try text("docs/serving.md") + text("docs/formats/personas.md")
        let metrics = Set(
            rules.matches(of: /\b((?:leadline|http_server)_\w+?)(?:_bucket|_count)?\{/).map { String($0.1) })
        #expect(metrics.count >= 12)
        for metric in metrics { #expect(page.contains("`\(metric)`"), "\(metric)") }
    }
}
