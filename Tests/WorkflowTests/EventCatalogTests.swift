import Datasets
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
}
