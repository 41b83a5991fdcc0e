import FoundationEssentials
import Glibc
import TestKit
import Testing

/// What the registry tells of versions and decisions, from the command line.
@Suite struct RegistryVerbTests {
    /// Versions 1 and 2, of which the second has another penalty; the first is in production.
    private func shop() throws -> Shop {
        let shop = try Shop.promoted()
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained)")
        return shop
    }

    private func lines(_ shop: Shop) throws -> Int {
        try BuiltProgram.text(shop.model + "/journal.jsonl").split(separator: "\n").count
    }

    @Test func whatWasLiveAtATime() throws {
        let shop = try Shop.promoted()
        let now = try shop.leadline("registry", "history", "shop", "--at", "2999-01-01T00:00:00Z")
        #expect(now.status == 0)
        #expect(
            now.output.hasPrefix("production of shop at 2999-01-01T00:00:00Z: version 1\ndigest  "),
            "\(now.output)")
        #expect(now.output.contains("\nwhy     gates passed\ngates   gates/"), "\(now.output)")
        let before = try shop.leadline("registry", "history", "shop", "--at", "2001-01-01T01:00:00+01:00")
        #expect(before.status == 1)
        #expect(before.output == "production of shop at 2001-01-01T00:00:00Z: nothing\n")
        let json = try shop.leadline(
            "registry", "history", "shop", "--at", "2999-01-01T00:00:00Z", "--json")
        #expect(json.output.contains("\"alias\":\"production\""), "\(json.output)")
        #expect(try shop.leadline("registry", "history", "shop", "--at", "yesterday").status == 3)
        // A slip is not an answer.
        let time = ["--at", "2999-01-01T00:00:00Z"]
        for words in [["shopp"], ["shopp"] + time, ["shop", "--alias", "prodution"] + time] {
            let slip = try BuiltProgram.leadline.run(["registry", "history"] + words, in: shop.path)
            #expect(slip.status == 3 && slip.output.isEmpty, "\(words): \(slip)")
            let known = words[0] == "shop" ? "it has production" : "the registry has shop"
            #expect(slip.errors.contains(known), "\(words): \(slip)")
        }
        let staging = try shop.leadline("registry", "history", "shop", "--alias", "staging")
        #expect(staging.output == "`staging` of shop has not moved yet\n")
        let all = try shop.leadline("registry", "history", "shop", "--alias", "production")
        #expect(all.output.contains("promote"))
    }

    private struct Shown: Decodable { var digest: String }

    /// Whose scores rest on a file: those that its versions gave, known by digest.
    @Test func whoseScoresRestOnAFile() throws {
        let shop = try shop()
        func digest(_ version: Int) throws -> String {
            let shown = try shop.leadline("registry", "lineage", "models:/shop/\(version)", "--json")
            return try JSONDecoder().decode(Shown.self, from: Data(shown.output.utf8)).digest
        }
        func line(_ id: String, _ lead: String, _ digest: String, day: Int) -> String {
            DecisionLine(
                id: id, entity: lead, time: "2025-01-\(day)T08:00:00Z", asOf: "2025-01-10T00:00:00Z",
                digest: digest, probability: "0.25", logit: "-1.1"
            ).text
        }
        let (first, second) = try (digest(1), digest(2))
        let lines = [
            line("a", "p", first, day: 13), line("b", "q", second, day: 12), line("c", "p", first, day: 11),
            line("d", "r", "of another registry", day: 14),
        ]
        try shop.write(lines.joined(separator: "\n") + "\n", to: "log.jsonl")
        let words = ["registry", "lineage", "--source", "purchases.csv", "--log", "log.jsonl"]
        let run = try BuiltProgram.leadline.run(words + ["-o", "affected.csv"], in: shop.path)
        #expect(run.status == 0, "\(run)")
        #expect(
            run.output.contains("3 decisions about 2 leads rest on it; 1 of the log do not"), "\(run.output)")
        let written = try BuiltProgram.text(shop.path + "/affected.csv").split(separator: "\n")
        #expect(written.first == "lead,decisionId,time,asOf,model,version,probability")
        #expect(written.dropFirst().map { $0.prefix(4) } == ["p,c,", "p,a,", "q,b,"])
        let none = try BuiltProgram.leadline.run(
            ["registry", "lineage", "--source", "nothing.csv", "--log", "log.jsonl"], in: shop.path)
        #expect(none.status == 1 && none.output == "no version was made from it\n", "\(none)")
        let idle = try shop.leadline("registry", "lineage", "models:/shop/1", "--log", "log.jsonl")
        #expect(idle.status == 3 && idle.errors.contains("--log does nothing without --source"), "\(idle)")
    }

    @Test func whereAVersionComesFromAndAFileWent() throws {
        let shop = try shop()
        let back = try shop.leadline("registry", "lineage", "models:/shop@production")
        #expect(back.status == 0)
        #expect(back.output.hasPrefix("models:/shop/1\ndigest  "), "\(back.output)")
        for words in [
            "purchases.csv", "\ngates/", ": may be production", "\nlive as production 20", " to now",
        ] {
            #expect(back.output.contains(words), "\(words): \(back.output)")
        }
        let forward = try shop.leadline("registry", "lineage", "--source", "purchases.csv")
        #expect(forward.status == 0)
        let lines = forward.output.split(separator: "\n")
        #expect(lines.count(where: { $0.contains("models:/shop/") && $0.contains("as it is now") }) == 2)
        #expect(lines.contains { $0.contains("models:/shop/1") && $0.contains("production 20") })
        #expect(lines.contains { $0.contains("models:/shop/2") && $0.contains("nothing") })
        // A file that changed is found by its name, and its old content by its digest.
        try shop.write("gone\n", to: "purchases.csv")
        let changed = try shop.leadline("registry", "lineage", "--source", "purchases.csv")
        #expect(changed.output.contains("another content"), "\(changed.output)")
        let digest = try #require(
            back.output.split(separator: "\n").first { $0.contains("purchases.csv") }?
                .split(separator: " ").last)
        let old = try shop.leadline("registry", "lineage", "--source", String(digest), "--json")
        #expect(old.status == 0 && old.output.contains("\"version\":2"), "\(old.output)")
        for name in [digest.uppercased(), "purchases", "elsewhere/purchases.csv"] {
            let found = try shop.leadline("registry", "lineage", "--source", name)
            #expect(found.status == 0 && found.output.contains("models:/shop/2"), "\(name): \(found)")
        }
        // What never ends is not waited for.
        let isMade = unsafe mkfifo(shop.path + "/pipe", 0o600) == 0
        #expect(isMade)
        for file in ["pipe", "/dev/zero"] {
            let refused = try shop.leadline("registry", "lineage", "--source", file)
            #expect(refused.status == 3 && refused.errors.contains("not a regular file"), "\(refused)")
        }
        #expect(try shop.leadline("registry", "lineage", "--source", "other.csv").status == 1)
        #expect(try shop.leadline("registry", "lineage").status == 3)
    }

    @Test func whatNobodyNeedsGoes() throws {
        let shop = try shop()
        try shop.change("penalty: 1.0", to: "penalty: 3.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let listed = try shop.leadline("registry", "gc", "shop", "--keep", "1")
        #expect(listed.status == 0)
        #expect(
            listed.output.hasSuffix("1 version of shop can go; add --apply, --by and --why to remove them\n"))
        #expect(shop.versions.filter { !$0.hasPrefix(".") } == ["1", "2", "3"])
        #expect(try shop.leadline("registry", "gc", "shop", "--keep", "1", "--apply").status == 3)
        #expect(try shop.leadline("registry", "gc", "shop", "--by", "kim").status == 3)
        let applied = try shop.leadline(
            "registry", "gc", "shop", "--keep", "1", "--apply", "--by", "kim", "--why", "disk")
        #expect(applied.output.hasSuffix("1 version of shop removed\n"), "\(applied)")
        #expect(shop.versions == ["1", "3"])
        #expect(try shop.leadline("registry", "verify").status == 0)
        let history = try shop.leadline("registry", "history", "shop")
        #expect(history.output.contains("remove") && history.output.contains("kim"), "\(history.output)")
        #expect(try shop.leadline("registry", "gc", "shop", "--json").output == "[]\n")
    }

    /// Many at once: every decision is in the chain, and nobody who reads sees anything half done.
    @Test func manyAtOnce() throws {
        let shop = try shop()
        let before = try lines(shop)
        let streams = TemporaryDirectory()
        func start(_ name: String, _ arguments: [String]) throws -> pid_t {
            try BuiltProgram.leadline.start(
                arguments, in: shop.path, output: "\(streams.path)/\(name)",
                errors: "\(streams.path)/\(name).errors")
        }
        func end(_ name: String, _ process: pid_t) throws {
            let status = BuiltProgram.end(of: process)
            if status != 0 {
                Issue.record("\(name): \(try BuiltProgram.text("\(streams.path)/\(name).errors"))")
            }
        }
        let writers = try (0..<4).map { index in
            (
                "writer-\(index)",
                try start(
                    "writer-\(index)",
                    ["promote", "pipeline.yaml", "--version", "2", "--alias", "alias-\(index)"])
            )
        }
        let approvers = try (0..<4).map { index in
            (
                "approver-\(index)",
                try start(
                    "approver-\(index)",
                    [
                        "registry", "approve", "shop", "2", "--by", "lee-\(index)", "--why",
                        "seen",
                    ])
            )
        }
        for round in 0..<4 {
            let readers = [
                ["registry", "list"], ["registry", "show", "models:/shop@production"],
                ["registry", "history", "shop"], ["registry", "verify"],
            ]
            let started = try readers.enumerated().map { index, words in
                ("reader-\(round)-\(index)", try start("reader-\(round)-\(index)", words))
            }
            for (name, process) in started { try end(name, process) }
        }
        for (name, process) in writers + approvers { try end(name, process) }
        #expect(try lines(shop) == before + 8)
        let aliases = try FileManager.default.contentsOfDirectory(atPath: shop.model + "/aliases").sorted()
        #expect(aliases == ["alias-0", "alias-1", "alias-2", "alias-3", "production"])
        #expect(try shop.leadline("registry", "verify").status == 0)
    }
}
