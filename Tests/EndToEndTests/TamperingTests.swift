import FoundationEssentials
import Testing

/// Whatever was changed in a registry is named.
@Suite struct TamperingTests {
    private func expectFinding(
        _ shop: Shop, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try shop.leadline("registry", "verify")
        #expect(outcome.status == 1, "\(name)", sourceLocation: sourceLocation)
        #expect(outcome.output.contains(name), "\(outcome.output)", sourceLocation: sourceLocation)
        // A version that does not verify is not scored with either.
        if name != "production" && name != "journal.jsonl" {
            let scoring = try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf)
            #expect(scoring.status == 3, sourceLocation: sourceLocation)
            #expect(scoring.errors.contains(name), "\(scoring.errors)", sourceLocation: sourceLocation)
        }
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    @Test func aByteInEachFile() throws {
        let shop = try Shop.promoted()
        let folder = shop.model + "/versions/1/"
        let files = shop.names(below: folder)
        #expect(files.count >= 10)
        for file in files {
            let whole = try bytes(folder + file)
            var changed = whole
            changed[whole.count / 2] ^= 1
            try changed.write(to: URL(filePath: folder + file))
            try expectFinding(shop, file)
            try whole.prefix(whole.count - 1).write(to: URL(filePath: folder + file))
            try expectFinding(shop, file)
            try whole.write(to: URL(filePath: folder + file))
        }
        #expect(try shop.leadline("registry", "verify").status == 0)
    }

    @Test func filesThatComeAndGo() throws {
        let shop = try Shop.promoted()
        let folder = shop.model + "/versions/1/"
        let golden = try bytes(folder + "golden.json")
        let reference = try bytes(folder + "reference.json")
        try reference.write(to: URL(filePath: folder + "golden.json"))
        try golden.write(to: URL(filePath: folder + "reference.json"))
        try expectFinding(shop, "golden.json")
        try golden.write(to: URL(filePath: folder + "golden.json"))
        try FileManager.default.removeItem(atPath: folder + "reference.json")
        try expectFinding(shop, "reference.json")
        try reference.write(to: URL(filePath: folder + "reference.json"))
        try shop.write("", to: "registry/models/shop/versions/1/added.txt")
        try expectFinding(shop, "added.txt")
    }

    @Test func anAliasToNothing() throws {
        let shop = try Shop.promoted()
        try shop.write("7\n", to: "registry/models/shop/aliases/production")
        try expectFinding(shop, "production")
        let scoring = try shop.leadline("score", "pipeline.yaml")
        #expect(scoring.status == 3)
        #expect(scoring.errors.contains("7"))
    }

    @Test func aJournalRewritten() throws {
        let shop = try Shop.promoted()
        let journal = try BuiltProgram.text(shop.model + "/journal.jsonl")
        try shop.write(
            journal.replacing("gates passed", with: "gates failed"), to: "registry/models/shop/journal.jsonl")
        try expectFinding(shop, "journal.jsonl")
    }
}
