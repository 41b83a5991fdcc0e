import FoundationEssentials
import TestKit
import Testing

/// What an operator does on a host that serves, where there is a registry and no pipeline.
@Suite struct OperatorWayTests {
    /// A folder that has the registry of a shop alone, whose second version is in `trial` after the first was.
    private func host() throws -> Shop {
        let shop = try Shop.promoted()
        func promote() throws {
            let run = try shop.leadline(
                "promote", "pipeline.yaml", "--alias", "trial", "--override", "--by", "kim", "--why", "a test"
            )
            #expect(run.status == 0, "\(run)")
        }
        try promote()
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        try promote()
        for file in ["pipeline.yaml", "purchases.csv", ".leadline"] {
            try FileManager.default.removeItem(atPath: shop.path + "/" + file)
        }
        return shop
    }

    private func check(_ shop: Shop, _ options: [String]) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadlined.run(
            ["--registry", "registry", "--open-on-loopback", "--check"] + options, in: shop.path)
    }

    /// A model is rolled back and verified by its name.
    @Test func aNameIsEnough() throws {
        let shop = try host()
        let back = try shop.leadline("rollback", "shop", "--alias", "trial", "--why", "scores too high")
        #expect(back.output == "trial of shop is version 1 again (was 2)\n", "\(back)")
        #expect(try shop.leadline("registry", "history", "shop").output.contains("scores too high"))
        let sound = try shop.leadline("registry", "verify", "shop")
        #expect(sound.status == 0 && sound.output.hasPrefix("2 versions verify"), "\(sound)")
        // Another model's damage is not this one's.
        try FileManager.default.copyItem(
            atPath: shop.model, toPath: shop.registry + "/models/another")
        #expect(try shop.leadline("registry", "verify", "shop").status == 0)
        let named = try shop.leadline("registry", "verify", "shop", "another")
        #expect(named.status == 1 && named.output.contains("models/another/versions/1"), "\(named)")
        #expect(!named.output.contains("models/shop/"), "\(named)")
        #expect(try shop.leadline("registry", "verify").status == 1)
    }

    /// What is no model, and no file, is said to be that.
    @Test func whatIsNotThereIsTold() throws {
        let shop = try host()
        for words in [["rollback", "nobody"], ["registry", "verify", "nobody"]] {
            let run = try BuiltProgram.leadline.run(words, in: shop.path)
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("there is no model `nobody`; the registry has shop"), "\(run)")
        }
        for file in ["pipeline.yaml", "folder/shop"] {
            let run = try shop.leadline("rollback", file)
            #expect(run.status == 3 && run.errors.contains(file), "\(run)")
            #expect(!run.errors.contains("there is no model"), "\(run)")
        }
        try FileManager.default.removeItem(atPath: shop.model + "/versions")
        let empty = try shop.leadline("rollback", "shop")
        #expect(empty.status == 3, "\(empty)")
        #expect(empty.errors.contains("the model `shop` is there and has no version"), "\(empty)")
    }

    /// A drill that promotes, and goes back by verbs, in a copy of a registry whose promotions name their gates.
    @Test func aDrillGoesOnWithTheJournal() throws {
        let shop = try host()
        let journal = try String(contentsOfFile: shop.model + "/journal.jsonl", encoding: .utf8)
        #expect(journal.split(separator: "\n").last?.contains(#""gates":{"digest""#) == true, "\(journal)")
        let script =
            String(#filePath.dropLast("Tests/EndToEndTests/OperatorWayTests.swift".count)) + "scripts/drill"
        let run = try BuiltProgram.environment.run(
            [
                script, "version-refused", "--registry", shop.registry, "--model", "shop", "--leadlined",
                BuiltProgram.leadlined.path, "--leadline", BuiltProgram.leadline.path,
            ], in: shop.path)
        #expect(run.status == 0 && run.output.contains("$ leadline rollback shop"), "\(run)")
    }

    /// `--check` tells, before a start, what would not be answered.
    @Test func aCheckLooksAtTheModels() throws {
        let shop = try host()
        let sound = try check(shop, ["--model", "shop", "--canary", "shop@trial=5"])
        #expect(sound.status == 0 && sound.errors == "", "\(sound)")
        #expect(sound.output.contains("every model has a version that can be served"), "\(sound)")
        let canary = try check(shop, ["--model", "shop", "--canary", "shop@next=5"])
        #expect(canary.status == 2, "\(canary)")
        #expect(canary.errors.contains("models:/shop@next, canary, has no version"), "\(canary)")
        #expect(canary.errors.contains("`shop` has no alias `next`; it has production, trial"), "\(canary)")
        let nobody = try check(shop, ["--model", "shop", "--model", "nobody"])
        #expect(nobody.status == 1 && nobody.errors.contains("models:/nobody@production"), "\(nobody)")
        // As at a start, every byte is verified.
        let weights = shop.model + "/versions/1/weights.safetensors"
        try Data([0]).write(to: URL(filePath: weights))
        let damaged = try check(shop, ["--model", "shop"])
        #expect(damaged.status == 1 && damaged.errors.contains("weights.safetensors"), "\(damaged)")
        #expect(!damaged.output.contains("listening"))
    }

    @Test func aCheckWarnsOfAnAddressInTheClear() throws {
        let shop = try host()
        #expect(try shop.leadline("key", "new", "--name", "crm", "--keys", "keys").status == 0)
        let far = try BuiltProgram.leadlined.run(
            [
                "--registry", "registry", "--model", "shop", "--keys", "keys", "--listen", "0.0.0.0:9",
                "--check",
            ], in: shop.path)
        #expect(far.status == 2 && far.errors.contains("0.0.0.0:9 can be reached"), "\(far)")
        #expect(far.errors.contains("give `tls`"), "\(far)")
    }

    /// A start that can serve nothing goes on, and says so in one line.
    @Test func aStartWithoutAModelIsTold() throws {
        let shop = try Shop()
        let daemon = try RunningDaemon(shop)
        try RunningDaemon.wait { daemon.log.contains("server.not_ready") }
        #expect(daemon.log.contains("no model has a version that can be served"), "\(daemon.log)")
        #expect(daemon.log.contains("models:/shop@production"), "\(daemon.log)")
        // The system's words, not its numbers.
        let second = try BuiltProgram.leadlined.run(
            [
                "--registry", "r", "--model", "shop", "--open-on-loopback", "--listen",
                "127.0.0.1:\(daemon.port)",
            ],
            in: shop.path)
        #expect(second.status == 3, "\(second)")
        #expect(second.errors.contains("Address already in use"), "\(second)")
    }
}
