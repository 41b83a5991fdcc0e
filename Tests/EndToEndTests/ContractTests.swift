import FoundationEssentials
import Testing

/// Contracts by the command line: published, kept to, and raised.
@Suite struct ContractTests {
    /// The shop with its contract in a file beside the pipeline.
    private func shop() throws -> (shop: Shop, contract: String) {
        let text = PipelineText.shop
        let start = try #require(text.firstRange(of: "    version: 1\n    file"))
        let end = try #require(text.firstRange(of: "\nlabel:"))
        let section = String(text[start.lowerBound..<end.lowerBound])
        let own = ["    file: purchases.csv\n", "    format: {type: csv, delimiter: \",\", header: 1}\n"]
        var contract = own.reduce(section) { $0.replacing($1, with: "") }
        contract =
            contract.split(separator: "\n").map { String($0.dropFirst(4)) }.joined(separator: "\n") + "\n"
        let shop = try Shop(
            text.replacing(section, with: "    contract: purchases.yaml\n" + own.joined().dropLast()))
        try shop.write(contract, to: "purchases.yaml")
        return (shop, contract)
    }

    @Test func aContractMayStandBesideThePipeline() throws {
        let (shop, contract) = try shop()
        let inline = try Shop()
        for each in [shop, inline] {
            let outcome = try each.leadline("features", "pipeline.yaml", "-o", "frame.csv")
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        #expect(
            try BuiltProgram.text(shop.path + "/frame.csv") == BuiltProgram.text(inline.path + "/frame.csv"))
        // What is wrong with it is said of its own file and line.
        try shop.write(
            contract.replacing("subject: customer", with: "subject: custommer"), to: "purchases.yaml")
        let outcome = try shop.leadline("check", "pipeline.yaml")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("purchases.yaml:11:"), "\(outcome.errors)")
        #expect(outcome.errors.contains("did you mean customer?"), "\(outcome.errors)")
    }

    @Test func aPublishedContractIsKept() throws {
        let (shop, contract) = try shop()
        let published = try shop.leadline("check", "pipeline.yaml", "--publish")
        #expect(published.status == 0, "\(published.errors)")
        #expect(published.output.contains("published ./contracts/purchases@1.0.json"), "\(published.output)")
        let bytes = try BuiltProgram.text(shop.path + "/contracts/purchases@1.0.json")

        let breaking = contract.replacing(
            "amount: {type: number, ", with: "amount: {type: number, unit: EUR, ")
        try shop.write(breaking, to: "purchases.yaml")
        for verb in ["check", "train", "audit"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            #expect(outcome.status == 1, "\(verb): \(outcome.errors)")
            for words in [
                "sources.purchases: a breaking change since the published 1.0: fields.amount: the unit was not given",
                "remedy: give it the new major version 2.0",
            ] { #expect(outcome.errors.contains(words), "\(verb): \(outcome.errors)") }
        }
        try shop.write(breaking.replacing("version: 1\n", with: "version: 1.1\n"), to: "purchases.yaml")
        #expect(try shop.leadline("check", "pipeline.yaml", "--publish").status == 3)
        #expect(try shop.leadline("check", "pipeline.yaml").status == 1)
        try shop.write(breaking.replacing("version: 1\n", with: "version: 2\n"), to: "purchases.yaml")
        let raised = try shop.leadline("check", "pipeline.yaml", "--publish")
        #expect(raised.status == 0, "\(raised.errors)")
        #expect(try BuiltProgram.text(shop.path + "/contracts/purchases@1.0.json") == bytes)
        #expect(shop.names(below: shop.path + "/contracts") == ["purchases@1.0.json", "purchases@2.0.json"])
    }

    @Test func anAdditionNeedsAMinorVersion() throws {
        let (shop, contract) = try shop()
        #expect(try shop.leadline("check", "pipeline.yaml", "--publish").status == 0)
        let wider = contract.replacing("units: {type: integer, ", with: "units: {type: number, ")
        try shop.write(wider, to: "purchases.yaml")
        let same = try shop.leadline("check", "pipeline.yaml")
        #expect(same.status == 1)
        #expect(same.errors.contains("remedy: raise the version to 1.1"), "\(same.errors)")
        try shop.write(wider.replacing("version: 1\n", with: "version: 1.1\n"), to: "purchases.yaml")
        let raised = try shop.leadline("check", "pipeline.yaml")
        #expect(raised.status == 0, "\(raised.errors)")
        #expect(raised.output.contains("adds to 1.0: fields.units: the type was integer"), "\(raised.output)")
    }

    /// Half of the rows in a file of the first contract, half in one of the second, in which the amount has another name.
    @Test func oldFilesAreReadByOldContracts() throws {
        let (shop, contract) = try shop()
        #expect(try shop.leadline("features", "pipeline.yaml", "-o", "before.csv").status == 0)
        #expect(try shop.leadline("check", "pipeline.yaml", "--publish").status == 0)
        let rows = Shop.purchases.csv.split(separator: "\n").map(String.init)
        let half = rows.count / 2
        try shop.write(rows[..<half].joined(separator: "\n") + "\n", to: "old.csv")
        let header = rows[0].replacing("amount", with: "price")
        try shop.write(([header] + rows[half...]).joined(separator: "\n") + "\n", to: "new.csv")
        try shop.write(
            contract.replacing(
                "version: 1\n", with: "version: 2\nselect: SELECT *, price AS amount FROM input\n"),
            to: "purchases.yaml")
        let text = try BuiltProgram.text(shop.path + "/pipeline.yaml")
        try shop.write(
            text.replacing(
                "    file: purchases.csv\n", with: "    files: [{path: old.csv, contract: 1}, new.csv]\n"),
            to: "pipeline.yaml")
        let outcome = try shop.leadline("features", "pipeline.yaml", "-o", "after.csv")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            try BuiltProgram.text(shop.path + "/after.csv") == BuiltProgram.text(shop.path + "/before.csv"))
        try shop.write(
            text.replacing(
                "    file: purchases.csv\n", with: "    files: [{path: old.csv, contract: 1.7}, new.csv]\n"),
            to: "pipeline.yaml")
        let unknown = try shop.leadline("check", "pipeline.yaml")
        #expect(unknown.status == 3)
        #expect(unknown.errors.contains("no contract 1.7 was ever published"), "\(unknown.errors)")
    }

    @Test func noFeatureWithoutAContract() throws {
        let shop = try Shop()
        try shop.change("attribute: amount}", to: "attribute: amout}")
        let outcome = try shop.leadline("check", "pipeline.yaml")
        #expect(outcome.status == 3)
        #expect(
            outcome.errors.contains("no contract gives an event of kind 'purchase' the attribute 'amout'"),
            "\(outcome.errors)")
        try shop.change(
            "region: {type: text, purpose: feature}",
            to: "region: {type: text, purpose: feature, personal: true}")
        let personal = try shop.leadline("train", "pipeline.yaml")
        #expect(personal.status == 3)
        #expect(personal.errors.contains("'region' is personal"), "\(personal.errors)")
    }

    /// A column that no contract lists, and a field without a purpose, are nowhere: not where rows are kept, not where
    /// bad ones are, not in what is made of them.
    @Test func whatHasNoPurposeIsNowhere() throws {
        let shop = try Shop()
        var rows = Shop.purchases.csv.split(separator: "\n").map(String.init)
        rows = [rows[0] + ",fax,memo"] + rows.dropFirst().map { $0 + ",fax-canary-7,memo-canary-8" }
        rows.append("c1,2024-13-45,1,1.00,north,fax-canary-7,memo-canary-8")
        rows.append("c1,2024-05-06,1,1.00,north,fax-canary-7,memo-canary-8,one too many")
        try shop.write(rows.joined(separator: "\n") + "\n", to: "purchases.csv")
        try shop.change(
            "region: {type: text, purpose: feature}",
            to: "region: {type: text, purpose: feature}\n      fax: {type: text}")
        for words in [["check"], ["train"], ["quarantine", "list"]] {
            let outcome = try BuiltProgram.leadline.run(words + ["pipeline.yaml"], in: shop.path)
            #expect(outcome.status != 3, "\(outcome.errors)")
            #expect(!(outcome.output + outcome.errors).contains("canary"))
        }
        let written = shop.names(below: shop.path).filter { $0 != "purchases.csv" }
        #expect(written.contains(".leadline/shop/quarantine.jsonl"))
        for name in written {
            guard let bytes = try? Data(contentsOf: URL(filePath: shop.path + "/" + name)) else { continue }
            for canary in ["fax-canary-7", "memo-canary-8"] {
                #expect(bytes.firstRange(of: Data(canary.utf8)) == nil, "\(name)")
            }
        }
    }
}
