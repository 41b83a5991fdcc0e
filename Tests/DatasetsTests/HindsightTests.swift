import Datasets
import Features
import Testing

/// Fields that the decision writes, beside honest ones that know as much of it.
///
/// One leak and one honest field a seed, the same seeds for both. A moderate leak needs more cases: of sixty in a hundred
/// against twenty a few thousand leads say too little.
struct HindsightTests {
    private static let end = Instant(year: 2024, month: 10, day: 27)

    /// Leads whose cases end by the deal, or also by a loss that is the likelier the worse the lead.
    private func world(_ seed: UInt64, isCompeting: Bool) -> LeadWorld {
        var world = LeadWorld(seed: seed, leads: 4000)
        guard isCompeting else { return world }
        world.define("desk", kinds: ["deal.lost"])
        world.without = ["deal.won", "deal.lost"]
        for lead in world.leads where world.below(100) < 70 - Int(50 * lead.quality) {
            let time = lead.created + .days(16 + world.below(50))
            if time < lead.wonAt ?? Self.end {
                world.add("deal.lost", "desk", lead, at: time)
            }
        }
        return world
    }

    private func hindsight(_ world: LeadWorld) throws -> AuditFinding {
        try #require(world.audit().findings.first { $0.check == .hindsight })
    }

    @Test(arguments: [31, 32, 33, 34, 35] as [UInt64], [false, true])
    func aFieldWrittenWithTheDealIsBlindToOpenCases(seed: UInt64, isCompeting: Bool) throws {
        var leaking = world(seed, isCompeting: isCompeting)
        let won = Set(
            leaking.events.filter { $0.kind == "deal.won" && $0.occurredAt < Self.end }.map(\.subject))
        // What is not over by the end of the data has written nothing.
        leaking.snapshot("grade", type: .text) { lead, world in
            .text(world.below(100) < (won.contains(lead.key) ? 95 : 5) ? "hot" : "cold")
        }
        leaking.end(at: Self.end)
        let found = try hindsight(leaking)
        #expect(found.severity == .fail && found.field == "grade", "\(found.evidence)")
        #expect(found.evidence.contains("where a field known beforehand keeps about 1"))
    }

    @Test(arguments: [31, 32, 33, 34, 35] as [UInt64], [false, true])
    func aFieldThatKnowsTheLeadIsHonest(seed: UInt64, isCompeting: Bool) throws {
        var honest = world(seed, isCompeting: isCompeting)
        honest.snapshot("grade", type: .text) { lead, world in
            .text(world.below(100) < 5 + Int(90 * lead.quality) ? "hot" : "cold")
        }
        honest.end(at: Self.end)
        let found = try hindsight(honest)
        #expect(found.severity == .pass, "\(found.evidence)")
    }

    @Test(arguments: [31, 32, 33, 34, 35] as [UInt64])
    func aBandThatOnlyTheDealFillsInIsNamedByItsPresence(seed: UInt64) throws {
        var world = LeadWorld(seed: seed, leads: 4000)
        world.snapshot("band", type: .text) { lead, world in
            let isWon = lead.wonAt.map { $0 < Self.end } ?? false
            return world.below(100) < (isWon ? 95 : 5) ? .text(["low", "high"][world.below(2)]) : nil
        }
        world.end(at: Self.end)
        let found = try hindsight(world)
        #expect(found.severity == .fail && found.field == "band", "\(found.evidence)")
        #expect(found.evidence.contains("whether band has a value tells"))
    }
}
