import FoundationEssentials
import TestKit
import Testing

/// What ends a start at once is told by `--check`, too.
@Suite struct StartCheckTests {
    private func checked(_ shop: Shop, _ options: [String]) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadlined.run(
            ["--registry", "registry", "--model", "shop", "--open-on-loopback", "--check"] + options,
            in: shop.path)
    }

    private func started(_ shop: Shop, _ options: [String]) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadlined.run(
            ["--registry", "registry", "--model", "shop", "--open-on-loopback"] + options, in: shop.path)
    }

    @Test func openAccessFromElsewhereIsTold() throws {
        let shop = try Shop.promoted()
        let options = ["--listen", "0.0.0.0:0"]
        let check = try checked(shop, options)
        #expect(check.status == 1 && check.errors.contains("no keys are given"), "\(check)")
        let start = try started(shop, options)
        #expect(start.status == 3 && start.errors.contains("no keys are given"), "\(start)")
    }

    @Test func aLogThatCannotBeWrittenIsTold() throws {
        let shop = try Shop.promoted()
        let key = ["--pseudonym-key", ".leadline/pseudonym.key"]
        // A folder that is not there, and a folder in the place of the file.
        for file in ["none/log.jsonl", "registry"] {
            let options = ["--decision-log", file] + key
            let check = try checked(shop, options)
            #expect(check.status == 1 && check.errors.contains("\(file): cannot be written"), "\(check)")
            let start = try started(shop, options)
            #expect(start.status == 3 && start.errors.contains("\(file): cannot be written"), "\(start)")
        }
        try shop.write(
            "version: 1\nregistry: registry\nmodels: [{name: shop}]\naudit: {file: none/audit.jsonl}\n",
            to: "serving.yaml")
        let audit = try checked(shop, ["--settings", "serving.yaml"])
        #expect(audit.status == 1 && audit.errors.contains("none/audit.jsonl: cannot be written"), "\(audit)")
        // What can be written is not made by looking.
        let sound = try checked(shop, ["--decision-log", "log.jsonl"] + key)
        #expect(sound.status == 0 && sound.errors == "", "\(sound)")
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/log.jsonl"))
    }
}
