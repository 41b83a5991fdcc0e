import Datasets
import Features
import Testing

@testable import Workflow

struct EventCatalogTests {
    private static func source(files: [SourceFile]? = nil, personal: Bool) -> SourceDefinition {
        SourceDefinition(
            version: personal ? 1 : 2, file: "visits.csv", files: files, format: SourceFormat(type: .csv),
            fields: [
                "id": FieldDefinition(type: .key, purpose: .identity, namespace: "lead"),
                "at": FieldDefinition(type: .instant, purpose: .time),
                "town": FieldDefinition(type: .text, purpose: .feature, personal: personal),
            ],
            events: [
                EventDefinition(
                    kind: "visit", subject: "id", occurredAt: "at", recordedAt: "at", attributes: ["town"])
            ])
    }

    /// Rows of a file that keeps an older contract are read by it, so what it calls personal is.
    @Test func anOlderContractOfOneFileCounts() throws {
        #expect(!EventCatalog(["visits": Self.source(personal: false)]).isPersonal("town", kinds: ["visit"]))
        var source = Self.source(
            files: [SourceFile(path: "2023.csv", contract: 1), SourceFile(path: "2024.csv")], personal: false)
        try source.resolve(at: []) { _ in Self.source(personal: true).contract }
        let catalog = EventCatalog(["visits": source])
        #expect(catalog.isPersonal("town", kinds: []) && catalog.isPersonal("town", kinds: ["visit"]))
        #expect(!catalog.isPersonal("town", kinds: ["call"]))
    }

    private static let visit = Event(
        id: "1", source: "visits", kind: "visit", subject: EntityKey(namespace: "lead", id: "7"),
        occurredAt: .earliest, recordedAt: .earliest, attributes: ["town": .text("Ulm"), "other": .number(1)])

    /// An import has only what a contract lists.
    @Test func whatNoContractListsIsLeftOut() throws {
        let event = try EventCatalog(["visits": Self.source(personal: false)]).admitted(Self.visit)
        #expect(event.attributes == ["town": .text("Ulm")])
    }

    @Test func whatAnImportWouldQuarantineIsRefused() throws {
        var source = Self.source(personal: false)
        source.fields["town"]?.allowed = ["Ulm"]
        source.fields["town"]?.nulls = .refuse
        source.fields["pages"] = FieldDefinition(type: .integer, purpose: .feature, minimum: 1, maximum: 9)
        source.fields["host"] = FieldDefinition(type: .key, purpose: .feature, namespace: "host")
        source.fields["day"] = FieldDefinition(type: .date, purpose: .feature)
        source.events[0].attributes = ["town", "pages", "host", "day"]
        let catalog = EventCatalog(["visits": source])
        func problem(_ change: (inout Event) -> Void) -> String? {
            var event = Self.visit
            change(&event)
            do {
                _ = try catalog.admitted(event)
                return nil
            } catch { return "\(error)" }
        }
        let host = EntityKey(namespace: "host", id: "1")
        #expect(problem { $0.attributes["pages"] = .number(9) } == nil)
        #expect(problem { $0.attributes["host"] = .link(host) } == nil)
        for (word, found) in [
            ("`source` and `type`", problem { $0.kind = "call" }),
            ("`source` and `type`", problem { $0.source = "crm" }),
            ("`subject` is no key", problem { $0.subject = host }),
            ("`data.town` is missing", problem { $0.attributes["town"] = nil }),
            ("`data.town` is not one of", problem { $0.attributes["town"] = .text("Bonn") }),
            ("`data.town` is not a text", problem { $0.attributes["town"] = .number(3) }),
            ("`data.pages` is not a whole", problem { $0.attributes["pages"] = .number(1.5) }),
            ("`data.pages` is below", problem { $0.attributes["pages"] = .number(0) }),
            ("`data.pages` is above", problem { $0.attributes["pages"] = .number(10) }),
            ("`data.pages` is not a whole", problem { $0.attributes["pages"] = .flag(true) }),
            ("`data.host` is no key", problem { $0.attributes["host"] = .link($0.subject) }),
            ("`data.day` lies outside", problem { $0.attributes["day"] = .number(1e300) }),
        ] {
            #expect(found?.contains(word) == true, "\(word): \(found ?? "")")
            #expect(found?.contains("Bonn") != true && found?.contains("300") != true)
        }
    }
}
