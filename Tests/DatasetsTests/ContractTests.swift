import FoundationEssentials
import Testing

@testable import Datasets

struct ContractTests {
    private static let contract = SourceContract(
        version: 1, fields: Fixtures.fields.merging(["region": region]) { old, _ in old },
        map: ["region": ValueMapping(values: ["N": "north"])], events: [Fixtures.event])
    private static let region = FieldDefinition(
        type: .text, purpose: .feature, unit: "zone", allowed: ["north", "south"], known: .atRecord)

    private func changed(_ change: (inout SourceContract) -> Void) -> SourceContract {
        var contract = Self.contract
        change(&contract)
        return contract
    }

    /// What a change is found to be; nil for none.
    private func verdict(_ change: (inout SourceContract) -> Void) -> Bool? {
        let changes = changed(change).changes(since: Self.contract)
        return changes.isEmpty ? nil : changes.contains(where: \.isBreaking)
    }

    @Test func aContractEqualsItself() {
        #expect(verdict { _ in } == nil)
        // The order of attributes, and a field that is dropped in any case, mean nothing.
        #expect(verdict { $0.fields["fax"] = FieldDefinition(type: .text, purpose: nil) } == nil)
        #expect(verdict { $0.history = .full } == nil)
    }

    @Test func whatTakesAwayBreaks() {
        let breaking: [(String, (inout SourceContract) -> Void)] = [
            ("a field removed", { $0.fields["region"] = nil }),
            ("a purpose removed", { $0.fields["region"]?.purpose = nil }),
            ("another purpose", { $0.fields["region"]?.purpose = .group }),
            ("another type", { $0.fields["region"]?.type = .key }),
            ("a narrower type", { $0.fields["amount"]?.type = .integer }),
            ("another unit", { $0.fields["region"]?.unit = "area" }),
            ("another namespace", { $0.fields["customer"]?.namespace = "person" }),
            ("another pattern", { $0.fields["date"]?.pattern = "%Y" }),
            ("another time of knowledge", { $0.fields["region"]?.known = .afterOutcome }),
            ("personal from now on", { $0.fields["region"]?.personal = true }),
            ("stricter nulls", { $0.fields["region"]?.nulls = .refuse }),
            ("a higher minimum", { $0.fields["amount"]?.minimum = 1 }),
            ("a new maximum", { $0.fields["amount"]?.maximum = 9 }),
            ("fewer values", { $0.fields["region"]?.allowed = ["north", "west"] }),
            ("a new list of values", { $0.fields["customer"]?.allowed = ["a"] }),
            (
                "a new field that must be there",
                { $0.fields["shop"] = FieldDefinition(type: .text, purpose: .feature, nulls: .refuse) }
            ),
            ("another word", { $0.map?["region"]?.values = ["N": "south"] }),
            ("unmapped texts refused", { $0.map?["region"]?.unmapped = .refuse }),
            ("no dictionary", { $0.map = nil }), ("an event gone", { $0.events = [] }),
            ("another subject", { $0.events[0].subject = "amount" }),
            ("another time", { $0.events[0].recordedAt = "assumed occurredAt + 1d" }),
            ("an attribute gone", { $0.events[0].attributes = [] }),
            ("other rows", { $0.events[0].where = ["region": .text("north")] }),
            ("a snapshot", { $0.history = .snapshot }),
        ]
        for (name, change) in breaking { #expect(verdict(change) == true, "\(name)") }
    }

    @Test func whatAddsDoesNot() {
        let additive: [(String, (inout SourceContract) -> Void)] = [
            ("a field", { $0.fields["shop"] = FieldDefinition(type: .text, purpose: .feature) }),
            ("a wider type", { $0.fields["amount"]?.minimum = -1 }),
            ("more values", { $0.fields["region"]?.allowed = ["north", "south", "west"] }),
            ("any value", { $0.fields["region"]?.allowed = nil }),
            ("looser nulls", { $0.fields["customer"]?.nulls = .allow }),
            ("an entry", { $0.map?["region"]?.values?["S"] = "south" }),
            ("an attribute", { $0.events[0].attributes = ["amount", "region"] }),
            ("an account", { $0.events[0].account = "customer" }),
            ("a SELECT", { $0.select = "SELECT * FROM input" }),
            (
                "an event",
                {
                    $0.events.append(
                        EventDefinition(
                            kind: "visit", subject: "customer", occurredAt: "date",
                            recordedAt: "assumed occurredAt + 0d"))
                }
            ),
        ]
        for (name, change) in additive { #expect(verdict(change) == false, "\(name)") }
        var old = Self.contract
        old.fields["amount"]?.type = .integer
        #expect(Self.contract.changes(since: old).map(\.isBreaking) == [false])
    }

    @Test func theArchiveHoldsVersionsToTheirWord() throws {
        let folder = try TemporaryFolder()
        let archive = ContractArchive(beside: folder.path)
        #expect(try archive.review(Self.contract, of: "purchases").refusal == nil)
        #expect(try archive.publish(Self.contract, of: "purchases")?.hasSuffix("purchases@1.0.json") == true)
        let bytes = try folder.read("contracts/purchases@1.0.json")
        #expect(try archive.publish(Self.contract, of: "purchases") == nil)
        #expect(try folder.read("contracts/purchases@1.0.json") == bytes)
        #expect(try archive.contract(of: "purchases", 1) == Self.contract)
        #expect(try archive.contract(of: "visits", 1) == nil)

        let addition = changed { $0.events[0].attributes = ["amount", "region"] }
        #expect(
            try archive.review(addition, of: "purchases").refusal
                == "the published 1.0 would change: events.purchase: a new attribute region")
        #expect(throws: DatasetError.self) { try archive.publish(addition, of: "purchases") }
        var minor = addition
        minor.version = ContractVersion(1, 10)
        #expect(try archive.publish(minor, of: "purchases") != nil)

        let breaking = changed {
            $0.version = ContractVersion(1, 11)
            $0.fields["amount"]?.unit = "EUR"
            $0.events[0].attributes = ["amount", "region"]
        }
        let review = try archive.review(breaking, of: "purchases")
        #expect(review.comparedWith == ContractVersion(1, 10))
        #expect(
            review.refusal
                == "a breaking change since the published 1.10: fields.amount: the unit was not given")
        #expect(
            review.remedy == "give it the new major version 2.0, and list old files with contract: 1.10")
        var major = breaking
        major.version = 2
        #expect(try archive.publish(major, of: "purchases") != nil)
        // The old versions are still there, and nothing new comes between them.
        #expect(try archive.review(Self.contract, of: "purchases").refusal == nil)
        let late = changed { $0.version = ContractVersion(1, 12) }
        #expect(try archive.review(late, of: "purchases").refusal?.contains("comes before") == true)
    }

    @Test func aDamagedArchiveIsNamed() throws {
        let folder = try TemporaryFolder()
        let archive = ContractArchive(beside: folder.path)
        _ = try archive.publish(Self.contract, of: "purchases")
        var text = String(decoding: try folder.read("contracts/purchases@1.0.json"), as: UTF8.self)
        text = text.replacing("\"source\":\"purchases\"", with: "\"source\":\"visits\"")
        try folder.write(text, to: "contracts/purchases@1.0.json")
        let error = #expect(throws: DatasetError.self) { try archive.contract(of: "purchases", 1) }
        #expect(error?.what.contains("not the contract that its name says") == true)
        #expect(throws: DatasetError.self) { try archive.publish(Self.contract, of: "../purchases") }
    }

    @Test(arguments: [
        ("1", ContractVersion(1)), ("1.0", ContractVersion(1)), ("2.10", ContractVersion(2, 10)), ("", nil),
        ("1.", nil), (".1", nil), ("1.2.3", nil), ("-1", nil), ("1.x", nil), ("99999999999", nil),
    ])
    func versions(_ text: String, _ version: ContractVersion?) {
        #expect(ContractVersion(text) == version)
        #expect(ContractVersion(1, 9) < ContractVersion(1, 10))
    }

    @Test func aVersionTooLargeToBeAFilesNameIsRefused() {
        for text in ["1000000000", "-1", "9223372036854775807"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(ContractVersion.self, from: Data(text.utf8))
            }
        }
    }

    @Test func aDictionaryTranslatesAndTellsWhatItDoesNotKnow() throws {
        let database = try Database()
        func words(_ unmapped: ValueMapping.Unmapped?) throws -> [String?] {
            let mapping = ValueMapping(
                values: ["N": "north", "it's": "south", "none": ""], unmapped: unmapped)
            let rows =
                "(VALUES (1, 'N'), (2, 'north'), (3, 'it''s'), (4, 'none'), (5, 'West'), (6, NULL)) t(i, x)"
            let unknown = try database.query(
                "SELECT i FROM \(rows) WHERE \(mapping.isUnmapped("x")) ORDER BY i")
            #expect(unknown.columns[0].int64s == [5])
            return try database.query("SELECT \(mapping.sql("x")) FROM \(rows) ORDER BY i").columns[0].strings
                ?? []
        }
        #expect(try words(.keep) == ["north", "north", "south", nil, "West", nil])
        #expect(try words(nil) == ["north", "north", "south", nil, "West", nil])
        let mapping = ValueMapping(values: ["N": "north"], unmapped: .null)
        let admitted = try database.query(
            "SELECT \(mapping.sql("x", allowed: ["West"])), \(mapping.isUnmapped("x", allowed: ["West"])) "
                + "FROM (VALUES ('West'), ('East')) t(x)")
        #expect(admitted.columns == [.texts(["West", nil]), .flags([false, true])])
        #expect(try words(.null) == ["north", "north", "south", nil, nil, nil])
    }
}
