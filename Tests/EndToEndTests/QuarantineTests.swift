import FoundationEssentials
import Testing

/// Rows set aside, mended, read again.
@Suite struct QuarantineTests {
    @Test func aMendedContractBringsRowsBack() throws {
        let bad = "c1,2024-05-06,1,-3.00,north\nc2,2024-05-06,1,-4.00,south\nc3,2024-13-06,1,1.00,north\n"
        let shop = try Shop(data: Shop.purchases.csv + bad)
        #expect(try shop.leadline("check", "pipeline.yaml").status == 2)
        let list = try shop.leadline("quarantine", "list", "pipeline.yaml")
        #expect(list.status == 0, "\(list.errors)")
        #expect(
            list.output.contains("a number below the minimum 0.0") && list.output.contains("2"),
            "\(list.output)")
        #expect(!list.output.contains("2024-13-06"))

        // Money may be given back.
        try shop.change(
            "amount: {type: number, purpose: feature, minimum: 0}",
            to: "amount: {type: number, purpose: feature}")
        let replay = try shop.leadline("quarantine", "replay", "pipeline.yaml", "--json")
        #expect(replay.status == 2, "\(replay.errors)")
        let read = Shop.purchases.purchases.count + 3
        for words in [
            "\"mended\":2", "\"remaining\":1", "\"added\":0", "\"isOtherData\":false", "\"quarantined\":1",
            "\"read\":\(read)", "\"accepted\":\(read - 1)",
        ] { #expect(replay.output.contains(words), "\(replay.output)") }
        // The log is the one that an import of its own gives, wherever it is made.
        let again = try shop.leadline("quarantine", "replay", "pipeline.yaml")
        #expect(again.output.contains("yes"), "\(again.output)")
        let text = try BuiltProgram.text(shop.path + "/pipeline.yaml")
        let fresh = try Shop(text, data: Shop.purchases.csv + bad)
        for each in [shop, fresh] {
            #expect(try each.leadline("features", "pipeline.yaml", "-o", "frame.csv").status == 0)
        }
        #expect(
            try BuiltProgram.text(shop.path + "/frame.csv") == BuiltProgram.text(fresh.path + "/frame.csv"))
    }

    @Test func mendedRowsLeaveNothing() throws {
        let shop = try Shop(data: Shop.purchases.csv + "c3,2024-13-06,1,1.00,north\n")
        #expect(try shop.leadline("check", "pipeline.yaml").status == 2)
        try shop.write(Shop.purchases.csv + "c3,2024-12-06,1,1.00,north\n", to: "purchases.csv")
        let replay = try shop.leadline("quarantine", "replay", "pipeline.yaml")
        #expect(replay.status == 0, "\(replay.errors)")
        #expect(replay.output.contains("other data"), "\(replay.output)")
        #expect(try shop.leadline("quarantine", "list", "pipeline.yaml").output == "no rows are set aside\n")
    }

    @Test func whatRowsSayCanBeForgotten() throws {
        let shop = try Shop(data: Shop.purchases.csv + "c3,2024-13-06,1,1.00,north\n")
        #expect(try shop.leadline("check", "pipeline.yaml").status == 2)
        let path = shop.path + "/.leadline/shop/quarantine.jsonl"
        #expect(try BuiltProgram.text(path).contains("2024-13-06"))
        #expect(try shop.leadline("quarantine", "purge", "pipeline.yaml").output == "1 rows forgotten\n")
        #expect(try !BuiltProgram.text(path).contains("2024-13-06"))
        #expect(try shop.leadline("check", "pipeline.yaml").status == 2)
        #expect(try !BuiltProgram.text(path).contains("2024-13-06"))
        #expect(try shop.leadline("quarantine", "purge", "pipeline.yaml", "--source", "visits").status == 3)
    }
}
