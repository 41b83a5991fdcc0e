import Datasets
import Features
import Foundation
import Testing

import Workflow

/// The twelve channels of `datasets/channels`: twelve contracts, six formats, one envelope.
@Suite(.enabled(if: DatabaseExtension.sqlite.isAvailable, "SQLite: run scripts/bootstrap"))
struct ChannelTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "datasets/channels")

    private func imported() throws -> EventImportResult {
        let pipeline = try Pipeline(file: Self.folder.appending(path: "pipeline.yaml").path)
        return try EventImport(
            sources: pipeline.settings.sources ?? [:], directory: pipeline.folder,
            zone: pipeline.settings.data.zone
        ).run()
    }

    @Test func everyChannelSpeaksTheOneEnvelope() throws {
        let result = try imported()
        let events = result.log.events
        #expect(
            Set(events.map(\.channel)) == [
                "web form", "chat", "email", "web", "product", "crm", "marketing", "support", "subscription",
                "survey", "partner", "third party",
            ])
        #expect(Set(events.map(\.source)).count == 12)
        for event in events {
            // A row without an id of its own is named by what it says.
            let data = try JSONEncoder().encode(event)
            #expect(try JSONDecoder().decode(Event.self, from: data) == event)
        }
        #expect(events.contains { $0.source == "chat" && $0.attributes[Event.textName] != nil })
        #expect(events.contains { $0.source == "crm" && $0.account != nil })
    }

    @Test func everyRowIsAccountedFor() throws {
        let result = try imported()
        for source in result.manifest.sources {
            let counts = source.counts
            #expect(counts.accepted + counts.quarantined + counts.duplicate == counts.read, "\(source.name)")
            #expect(counts.quarantined == 0, "\(source.name): \(result.reasons(source.name))")
            #expect(counts.duplicate == (source.name == "firmographics" ? 1 : 0), "\(source.name)")
        }
    }

    @Test func dictionariesTranslateAndOldContractsHold() throws {
        let result = try imported()
        let events = result.log.events
        func texts(_ source: String, _ name: String) -> Set<String> {
            Set(
                events.filter { $0.source == source }.compactMap {
                    if case .text(let text)? = $0.attributes[name] { text } else { nil }
                })
        }
        #expect(texts("crm", "stage") == ["new", "working", "qualified", "proposal", "won"])
        #expect(texts("email", "event") == ["delivered", "opened", "clicked", "bounced"])
        #expect(texts("firmographics", "industry") == ["software", "retail", "manufacturing"])
        // Nobody has told the dictionary of roles what IT is.
        let form = try #require(result.manifest.sources.first { $0.name == "web_form" })
        #expect(form.unknownTexts?["job_role"]?.keys.sorted() == ["IT"])
        #expect(form.unmapped?["job_role"] == form.unknownTexts?["job_role"]?["IT"])
        let survey = events.filter { $0.source == "survey" }
        let old = survey.filter { $0.attributes["stars"] != nil }
        #expect(old.count == 12 && old.allSatisfy { $0.attributes["nps"] == nil })
        #expect(survey.filter { $0.attributes["nps"] != nil }.count == survey.count - 12)
    }

    @Test func whatHasNoPurposeIsNotThere() throws {
        for event in try imported().log.events {
            #expect(!"\(event)".contains("example.com") && !"\(event)".contains("Firefox"))
        }
    }
}
