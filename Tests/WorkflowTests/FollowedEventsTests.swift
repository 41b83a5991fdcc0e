import Features
import TestKit
import Testing

@testable import Workflow

/// Whose events tell of whom, against the search through a whole table that frames go by.
@Suite struct FollowedEventsTests {
    private static func followed(_ log: [Event], _ features: FeatureSet) throws -> FollowedEvents {
        // Half of them are there at the start.
        var events = FollowedEvents(
            EventTable(Array(log.prefix(log.count / 2))),
            links: FollowedEvents.Links(features, label: nil, identity: nil), limit: .max)
        for event in log.dropFirst(log.count / 2) { _ = try events.take(event, bytes: 1) }
        return events
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func everyRelatedKeyIsRead(seed: UInt64) throws {
        var generator = EventLogGenerator(seed: 170_000 + seed)
        var log = generator.log()
        var features = try generator.featureSet()
        if seed.isMultiple(of: 2) {
            let shared = features.features.filter { $0.definition.over == .others }.map(\.name)
            features = features.without(Set(shared))
        }
        if seed.isMultiple(of: 3) {
            log = generator.identifying(log)
            features.identity = IdentityDefinition(links: EventLogGenerator.identityLinks)
        }
        let events = try Self.followed(log, features)
        let table = EventTable(log)
        for entity in table.entities {
            let group = try #require(events.groups(toldOfBy: entity).first { $0.contains(entity) })
            let related = table.entities(relatedTo: [entity], for: features)
            #expect(events.keys(readBy: group).isSuperset(of: related))
            for other in related {
                #expect(events.groups(toldOfBy: other).contains { $0.contains(entity) })
            }
        }
        let lists = events.lists(ofAbout: 5)
        #expect(lists.flatMap(\.keys).count == Set(lists.flatMap(\.keys)).count)
        #expect(Set(lists.flatMap(\.keys)).isSuperset(of: table.entities))
    }

    @Test func aSharedCampaignTiesNobody() throws {
        func lead(_ id: Int) -> EntityKey { EntityKey(namespace: "lead", id: "\(id)") }
        let campaign = EntityKey(namespace: "campaign", id: "spring")
        let log = (0..<8).map { id in
            Event(
                id: "\(id)", source: "crm", kind: "touch", subject: lead(id), occurredAt: .earliest,
                recordedAt: .earliest, attributes: ["campaign": .link(campaign)])
        }
        var definition = FeatureDefinition(kind: .count)
        definition.via = "campaign"
        var events = try Self.followed(log, FeatureSet([Feature(name: "sent", definition: definition)]))
        #expect(events.groups(toldOfBy: lead(1)) == [[lead(1)]])
        #expect(events.keys(readBy: [lead(1)]) == [lead(1), campaign])
        // What happens to the campaign tells of all who link to it.
        #expect(events.groups(toldOfBy: campaign).count == 9)
        definition.over = .others
        events = try Self.followed(log, FeatureSet([Feature(name: "others", definition: definition)]))
        #expect(events.groups(toldOfBy: lead(1)).map(\.count) == [9])
    }
}
