import FoundationEssentials
import Settings
import TestKit
import Testing

/// The example of `docs/ci`: the lines of its files run as they are written there.
@Suite struct CIExampleTests {
    enum System: String, CaseIterable, Sendable {
        case github
        case gitlab

        /// What the system tells a job of who asked for it.
        var variables: [String: String] {
            switch self {
            case .github:
                ["GITHUB_ACTOR": "kim", "GITHUB_SHA": "c0ffee", "GITHUB_STEP_SUMMARY": "summary.md"]
            case .gitlab: ["GITLAB_USER_LOGIN": "kim", "CI_COMMIT_SHA": "c0ffee"]
            }
        }

        func job(_ name: String) throws -> CIJob {
            let file = try YAML.decode(YAMLValue.self, fromFile: CIExampleTests.folder + rawValue + ".yml")
            return try self == .github ? CIJob(github: file, name) : CIJob(gitlab: file, name)
        }
    }

    private static let folder =
        URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/docs/ci/"

    /// The repository, with the changes that the page shows below a heading.
    private func repository(_ heading: String? = nil) throws -> [String: String] {
        var files: [String: String] = [:]
        for name in ["pipeline.yaml", "gates.yaml", "scenario.yaml"] {
            files[name] = try BuiltProgram.text(Self.folder + name)
        }
        guard let heading else { return files }
        let page = try BuiltProgram.text(Self.folder + "README.md")
        let section = try #require(
            page.split(separator: "\n##").first { $0.contains(" " + heading) && !$0.hasPrefix(" What") })
        let blocks = section.matches(of: /```diff\n((?:.*\n)*?)```/).map(\.1)
        #expect(!blocks.isEmpty)
        for block in blocks {
            let lines = block.split(separator: "\n")
            func side(_ other: Character) -> String {
                lines.filter { $0.first != other }.map { $0.dropFirst() + "\n" }.joined()
            }
            let pipeline = try #require(files["pipeline.yaml"])
            #expect(pipeline.ranges(of: side("+")).count == 1, "\(block)")
            files["pipeline.yaml"] = pipeline.replacing(side("+"), with: side("-"))
        }
        return files
    }

    private struct Line: Decodable {
        var action: String
        var version: Int
        var who: String
        var why: String
        var gates: Gates?

        struct Gates: Decodable { var file: String }
    }

    /// What the registry's journal says of production.
    private func journal(_ runner: CIRunner) throws -> [Line] {
        let history = try BuiltProgram.leadline.run(
            ["registry", "history", "conversion", "--json", "--registry", runner.registry],
            in: runner.directory.path)
        return try JSONDecoder().decode([Line].self, from: Data(history.output.utf8))
    }

    private func names(below folder: String) -> [String] {
        (try? FileManager.default.subpathsOfDirectory(atPath: folder))?.sorted() ?? []
    }

    @Test(arguments: System.allCases) func threeChanges(_ system: System) throws {
        let runner = try CIRunner()
        func run(
            _ job: String, _ files: [String: String], _ more: [String: String] = [:]
        ) throws -> CIRunner.Run {
            try runner.run(system.job(job), on: files, system.variables.merging(more) { $1 })
        }
        let first = try run("promote", repository())
        try #require(first.status == 0, "\(first.output)")
        #expect(first.output.contains("rubber stamp"))

        // A worse one: the gate says no, on its lines and in its file, and what is live is untouched.
        let live = names(below: runner.registry)
        let worse = try run("gate", repository("A worse one"))
        #expect(worse.status == 1, "\(worse.output)")
        let gates = try XMLElements(BuiltProgram.text(worse.folder + "/checks/gates.xml"))
        #expect(gates["failure"].count == 3)
        #expect(gates["testcase"].contains { $0.attributes["name"]?.contains("change to incumbent") == true })
        #expect(try XMLElements(BuiltProgram.text(worse.folder + "/checks/audit.xml"))["failure"].isEmpty)
        if system == .github {
            let annotations = GitHubAnnotation.all(in: worse.output)
            #expect(annotations.map(\.level) == ["error", "error", "error", "warning"])
            let lines = try BuiltProgram.text(Self.folder + "gates.yaml").split(
                separator: "\n", omittingEmptySubsequences: false)
            for annotation in annotations {
                #expect(annotation.properties["file"] == "gates.yaml")
                let line = try #require(annotation.properties["line"].flatMap(Int.init))
                let title = try #require(annotation.properties["title"])
                let metric = try #require(title.firstMatch(of: /^gates: (\w+) .+, test\/overall/)).1
                #expect(lines[line - 1].contains("metric: \(metric),"))
            }
            #expect(try BuiltProgram.text(worse.folder + "/summary.md").contains("may not go live"))
        }
        #expect(names(below: runner.registry) == live)
        // Merged all the same it does not go live either.
        if system == .github { #expect(try run("promote", repository("A worse one")).status == 1) }

        // A leaky one is not even trained.
        let leaky = try run("gate", repository("A leaky one"))
        #expect(leaky.status == 1)
        let audit = try XMLElements(BuiltProgram.text(leaky.folder + "/checks/audit.xml"))
        #expect(audit["testcase"].contains { $0.attributes["name"] == "singleFeatureAUROC, close-value" })
        #expect(!audit["failure"].isEmpty)
        #expect(!names(below: leaky.folder).contains { $0.hasPrefix("reports/") || $0 == "checks/gates.xml" })
        if system == .gitlab {
            let merged = try run("promote", repository("A leaky one"))
            #expect(merged.status == 1)
            #expect(merged.output.contains("the audit refuses to train conversion"))
        }
        #expect(try journal(runner).map(\.version) == [1])

        // A better one goes live, as exactly what was gated.
        let better = try run("gate", repository("A better one"))
        #expect(better.status == 0, "\(better.output)")
        for kept in try system.job("gate").kept {
            #expect(!names(below: better.folder + "/" + kept).isEmpty, "\(kept)")
        }
        let next = system == .github ? 3 : 2
        let report = "/reports/conversion/version-\(next)/"
        #expect(
            try BuiltProgram.text(better.folder + report + "card.md").contains("| decision | may go live"))
        #expect(names(below: better.folder + report) == ["card.md", "report.html"])
        let promoted = try run("promote", repository("A better one"))
        #expect(promoted.status == 0, "\(promoted.output)")
        let gated = better.folder + "/registry/models/conversion/versions/\(next)/model.json"
        let served = runner.registry + "/models/conversion/versions/\(next)/model.json"
        #expect(try BuiltProgram.text(gated) == BuiltProgram.text(served))
        let last = try #require(try journal(runner).last)
        #expect(last.action == "promote" && last.version == next)
        #expect(last.who == "kim" && last.why == "commit c0ffee" && last.gates?.file == "gates.yaml")

        // And back.
        let back = try run("rollback", repository("A better one"), ["WHY": "sales: 40 % fewer calls"])
        #expect(back.status == 0, "\(back.output)")
        let line = try #require(try journal(runner).last)
        #expect(line.action == "rollback" && line.version == 1 && line.why == "sales: 40 % fewer calls")
        let verified = try BuiltProgram.leadline.run(
            ["registry", "verify", "--registry", runner.registry], in: runner.directory.path)
        #expect(verified.status == 0, "\(verified.output)")
    }
}
