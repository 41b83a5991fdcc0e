import FoundationEssentials
import TestKit
import Testing

/// A version made again from its lineage, from the command line.
@Suite struct ReproduceTests {
    private func reproduce(_ shop: Shop, _ words: String...) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(["reproduce", "models:/shop/1"] + words, in: shop.path)
    }

    @Test func theSameDataGiveTheSameDigest() throws {
        let shop = try Shop.promoted()
        let before = shop.names(below: shop.registry)
        let same = try reproduce(shop)
        #expect(same.status == 0, "\(same)")
        #expect(same.output.hasPrefix("models:/shop/1 was made again: digest "), "\(same)")
        // In a folder of its own, with a key of its own, of which nothing stays.
        #expect(shop.names(below: shop.registry) == before)
        #expect(!shop.names(below: shop.path).contains { $0.contains("reproduction") })
        // Elsewhere, with another pipeline file beside the data: its settings are not read.
        let other = try Shop("name: elsewhere\n")
        let elsewhere = try BuiltProgram.leadline.run(
            [
                "reproduce", "shop@production", "--registry", shop.registry, "--pipeline",
                "pipeline.yaml", "--json",
            ], in: other.path)
        #expect(elsewhere.status == 0, "\(elsewhere)")
        #expect(elsewhere.output.contains("\"verdict\":\"same\""), "\(elsewhere.output)")
    }

    @Test func otherDataAreTold() throws {
        let shop = try Shop.promoted()
        let lines = Shop.purchases.csv.split(separator: "\n").enumerated()
            .filter { $0.offset == 0 || !$0.offset.isMultiple(of: 40) }.map(\.element)
        try shop.write(lines.joined(separator: "\n") + "\n", to: "purchases.csv")
        let other = try reproduce(shop)
        #expect(other.status == 1, "\(other)")
        for words in [
            "Sources: what differs\n", "\nweights.safetensors\n", "coefficients[0]", "\nlineage.json\n",
            "places more; --json has all", "its data or settings are not what decided it", "\nit differs\n",
        ] {
            #expect(other.output.contains(words), "\(words): \(other.output)")
        }
        let wide = try reproduce(shop, "--tolerance", "1", "--json")
        #expect(wide.status == 1 && wide.output.contains("\"verdict\":\"differs\""), "\(wide.output)")
        try FileManager.default.removeItem(atPath: shop.path + "/purchases.csv")
        let missing = try reproduce(shop)
        #expect(missing.status == 3 && missing.errors.contains("purchases.csv"), "\(missing)")
        #expect(try shop.leadline("reproduce", "models:/shop/7").status == 3)
    }

    /// A version that says it was made on another machine: what is the same within the tolerance is warned of.
    @Test func anotherNumericProfile() throws {
        let other = try Shop()
        let environment = ["OPENBLAS_CORETYPE=Sandybridge"]
        let trained = try BuiltProgram.leadline.run(
            ["train", "pipeline.yaml"], in: other.path, environment: environment)
        #expect(trained.status == 0, "\(trained)")
        let here = try BuiltProgram.leadline.run(
            ["reproduce", "models:/shop/1", "--json"], in: other.path, environment: environment)
        #expect(here.status == 0, "\(here)")
        let elsewhere = try reproduce(other)
        if elsewhere.status == 0 {
            // This machine has that kind of CPU.
            return
        }
        #expect(elsewhere.status == 2, "\(elsewhere)")
        #expect(elsewhere.output.contains("Numeric profile: what differs\n"), "\(elsewhere.output)")
        #expect(elsewhere.output.contains("openblas.core"), "\(elsewhere.output)")
        #expect(
            elsewhere.output.hasSuffix("the same within the tolerance, on another numeric profile\n"),
            "\(elsewhere.output)")
    }
}
