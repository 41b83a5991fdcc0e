import FoundationEssentials
import Storage
import Testing

/// What cannot be used is named, with the place and a remedy, and leaves nothing half written.
@Suite struct BadInputTests {
    private func expectRefusal(
        _ shop: Shop, _ outcome: BuiltProgram.Outcome, naming words: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == 3, sourceLocation: sourceLocation)
        for word in words {
            #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
        }
        #expect(outcome.errors.contains("error: "), sourceLocation: sourceLocation)
        #expect(shop.versions.isEmpty, sourceLocation: sourceLocation)
        let leftovers = (shop.names(below: shop.registry) + shop.names(below: shop.path + "/.leadline"))
            .filter {
                $0.contains(".partial")
            }
        #expect(leftovers.isEmpty, sourceLocation: sourceLocation)
    }

    @Test(arguments: BadInput.all) func isNamed(_ bad: BadInput) throws {
        let shop = try Shop(bad.pipeline(PipelineText.shop), data: bad.data(Shop.purchases.csv))
        if !bad.hasData { try FileManager.default.removeItem(atPath: shop.path + "/purchases.csv") }
        expectRefusal(shop, try shop.leadline("train", "pipeline.yaml"), naming: bad.words)
    }

    @Test func oneRowThatIsNotUTF8IsPutAside() throws {
        let shop = try Shop()
        let bytes = Data(Shop.purchases.csv.utf8) + Data("c1,2024-05-01,1,1.00,Z".utf8) + Data([0xFC, 0x0A])
        try bytes.write(to: URL(filePath: shop.path + "/purchases.csv"))
        let line = Shop.purchases.purchases.count + 2
        let check = try shop.leadline("check", "pipeline.yaml")
        #expect(check.status == 2, "\(check.errors)")
        #expect(check.errors.contains("(first in line \(line))"), "\(check.errors)")
        #expect(
            check.errors.contains("text that is not UTF-8; from Latin-1, convert the file: iconv"),
            "\(check.errors)")
    }

    @Test func oneBadRowIsPutAside() throws {
        let shop = try Shop(data: Shop.purchases.csv + "c1,2024-13-45,1,1.00,north\n")
        let outcome = try shop.leadline("check", "pipeline.yaml")
        #expect(outcome.status == 2, "\(outcome.errors)")
        let quarantine = try BuiltProgram.text(shop.path + "/.leadline/shop/quarantine.jsonl")
        #expect(quarantine.contains("\(Shop.purchases.purchases.count + 2)"))
        // The row is kept for its owner, and told to nobody.
        #expect(quarantine.contains("2024-13-45"))
        #expect(!(outcome.output + outcome.errors).contains("2024-13-45"))
        let training = try shop.leadline("train", "pipeline.yaml")
        #expect(training.status == 0)
        #expect(training.errors.contains("1 of the "), "\(training.errors)")
    }

    @Test func twoTrainingsAtOnce() throws {
        let shop = try Shop()
        try FileSystem.makeDirectories(shop.path + "/.leadline/shop")
        do {
            let lock = try FileLock(at: shop.path + "/.leadline/shop/train.lock", for: "training shop")
            defer { withExtendedLifetime(lock) {} }
            expectRefusal(
                shop, try shop.leadline("train", "pipeline.yaml"),
                naming: ["train.lock", "is training shop", "wait for it to end"])
        }
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
    }

    @Test func aRegistryThatCannotBeWritten() throws {
        let shop = try Shop()
        try shop.write("", to: "registry")
        expectRefusal(
            shop, try shop.leadline("train", "pipeline.yaml"),
            naming: ["registry: ", "it is a file, not a directory", "check that"])
        #expect(try BuiltProgram.text(shop.registry).isEmpty)
    }

    @Test(arguments: [
        (["trian"], "did you mean `train`?"), (["train"], "<pipeline>"), ([], "command"),
        (["train", "pipeline.yaml", "--exploratry"], "did you mean `--exploratory`?"),
        (["train", "nowhere.yaml"], "nowhere.yaml"), (["score", "pipeline.yaml"], "no"),
        (["registry", "show", "models:/shop"], "models:/shop"),
        (["score", "pipeline.yaml", "--as-of", "yesterday"], "error: "),
    ])
    func aCallThatIsNotUnderstood(_ words: [String], _ hint: String) throws {
        let shop = try Shop()
        let outcome = try BuiltProgram.leadline.run(words, in: shop.path)
        expectRefusal(shop, outcome, naming: [hint])
    }
}
