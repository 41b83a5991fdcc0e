import Evaluation
import Personas
import Testing

@testable import Workflow

@Suite("Shares of intents")
struct IntentShareTests {
    private struct Draw {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private func lead(_ name: String) -> IntentOfLead {
        var lead = IntentOfLead(abstention: .noMessage)
        (lead.name, lead.abstention) = (name, nil)
        return lead
    }

    private func leads(_ counts: KeyValuePairs<String, Int>) -> [IntentOfLead] {
        counts.flatMap { name, count in (0..<count).map { _ in lead(name) } }
    }

    private func told(_ shares: [IntentShare]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: shares.map { ($0.name, $0.share.count) })
    }

    @Test("the commonest first, then the others, then why there is none")
    func shares() {
        let leads =
            [lead("b"), lead("a"), lead("a"), lead("c"), lead("b")] + [.init(abstention: .nothingKnown)]
            + [.init(abstention: .noMessage), .init(abstention: .noMessage)]
        let all = IntentShare.all(of: leads)
        #expect(all.map(\.intent) == ["a", "b", "c", nil, nil])
        #expect(all.map(\.abstention) == [nil, nil, nil, .noMessage, .nothingKnown])
        #expect(all.map(\.share.count) == [2, 2, 1, 2, 1])
        #expect(all.allSatisfy { $0.share.rows == 8 })
        // One that is left out alone is what all leads less those told of are: a second goes with it.
        let few = IntentShare.all(of: leads, least: 2)
        #expect(few.map(\.name).prefix(3) == ["a", "other intents", "no message"])
        #expect(few.map(\.share.count) == [2, 3, 2, 1])
        #expect(IntentShare.commonest(1, of: all) == few)
        #expect(IntentShare.all(of: []).isEmpty && IntentShare.all(of: [], least: 5).isEmpty)
        // An intent may be called as a reason for none is, or as the others are.
        let sum = IntentShare.sum([
            all, IntentShare.all(of: [lead("c"), lead("c"), lead("noMessage"), lead(" noMessage")]), [],
        ])
        #expect(sum.map(\.intent) == ["c", "a", "b", " noMessage", "noMessage", nil, nil])
        #expect(sum.map(\.share.count) == [3, 2, 2, 1, 1, 2, 1])
        #expect(sum.allSatisfy { $0.share.rows == 12 })
    }

    @Test("three groups of 115 leads: what some group keeps back is told of none")
    func persona() {
        let groups = [
            leads(["card": 8, "cash": 3, "rate": 3])
                + (0..<20).map { _ in IntentOfLead(abstention: .noMessage) },
            leads(["card": 7, "cash": 12, "rate": 5])
                + (0..<16).map { _ in IntentOfLead(abstention: .noMessage) },
            leads(["card": 7, "cash": 9, "rate": 5])
                + (0..<20).map { _ in IntentOfLead(abstention: .nothingKnown) },
        ]
        // 24 leads want cash, 20.9 %, and 13 rates, 11.3 %: of 21 and 10 the groups tell.
        #expect(groups.joined().count { $0.name == "cash" } == 24 && groups.joined().count == 115)
        let own = groups.map { IntentShare.all(of: $0, least: 5) }
        #expect(told(own[0]) == ["card": 8, "other intents": 6, "no message": 20])
        #expect(told(own[1]) == ["card": 7, "cash": 12, "rate": 5, "no message": 16])
        let sum = IntentShare.sum(own)
        #expect(sum.map(\.name).prefix(3) == ["card", "other intents", "no message"])
        #expect(sum.map(\.share.count) == [22, 37, 36, 20])
        #expect(sum[0].share == ShareEstimate(22, of: 115))
    }

    @Test(
        "what is told is the truth, and neither it nor what it leaves tells of fewer than five",
        arguments: 0..<200)
    func truth(_ seed: Int) {
        var draw = Draw(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let names = (0..<(1 + draw.below(7))).map { "intent \($0)" }
        let groups = (0..<(1 + draw.below(4))).map { _ in
            names.flatMap { name in
                (0..<draw.below(draw.below(3) == 0 ? 30 : 7)).map { _ in lead(name) }
            } + (0..<draw.below(9)).map { _ in IntentOfLead(abstention: .belowThreshold) }
        }
        let own = groups.map { IntentShare.all(of: $0, least: 5) }
        func count(_ name: String, _ leads: [IntentOfLead]) -> Int { leads.count { $0.name == name } }
        var kept = Set<String>()
        for (leads, shares) in zip(groups, own) {
            #expect(IntentShare.areOf(leads.count, shares))
            let here = Set(leads.compactMap(\.name)).subtracting(shares.compactMap(\.intent))
            for share in shares {
                if let name = share.intent {
                    #expect(share.share.count == count(name, leads) && share.share.count >= 5)
                }
            }
            let others = shares.first(where: \.isOfOthers)?.share.count ?? 0
            #expect(others == here.reduce(0) { $0 + count($1, leads) })
            if shares.contains(where: { $0.intent != nil }), !here.isEmpty {
                #expect(here.count >= 2 && others >= 5)
            }
            // Of a group that keeps some back nobody can tell that it has none of another.
            if !here.isEmpty { kept.formUnion(Set(names).subtracting(shares.compactMap(\.intent))) }
        }
        let all = Array(groups.joined())
        let sum = IntentShare.sum(own)
        #expect(IntentShare.areOf(all.count, sum))
        #expect(
            Set(sum.compactMap(\.intent)) == Set(all.compactMap(\.name)).subtracting(kept))
        for share in sum {
            if let name = share.intent {
                #expect(share.share == ShareEstimate(count(name, all), of: all.count))
            }
        }
    }

    @Test("shares that do not count each lead once are none")
    func fitting() {
        func share(_ name: String?, _ count: Int, of rows: Int = 9) -> IntentShare {
            var share = IntentShare(intent: name, share: ShareEstimate(0, of: rows))
            share.share.count = count
            return share
        }
        let none = IntentShare(abstention: .noMessage, share: ShareEstimate(2, of: 9))
        var both = none
        both.intent = "c"
        #expect(IntentShare.areOf(9, [share("a", 5), share(nil, 2), none]))
        #expect(IntentShare.areOf(0, []))
        for wrong in [
            [share("a", 100_000)], [share("a", 7), share(nil, 1), none],
            [share("a", 4), share(nil, 2), none],
            [share("a", -1), share("b", 8), none], [share("a", 7), share("b", 0), none],
            [share("a", 5), share("a", 2), none], [share(nil, 5), share(nil, 2), none],
            [none, none, share("a", 5)], [share("a", 7, of: 10), none], [share("", 7), none],
            [share("a", 7), both], [share("a", .max), share("b", .max), none], [],
        ] {
            #expect(!IntentShare.areOf(9, wrong), "\(wrong)")
        }
    }
}
