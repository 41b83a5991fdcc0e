import Evaluation
import Personas
import Testing

@testable import Workflow

@Suite("Shares of intents")
struct IntentShareTests {
    private func lead(_ name: String) -> IntentOfLead {
        var lead = IntentOfLead(abstention: .noMessage)
        (lead.name, lead.abstention) = (name, nil)
        return lead
    }

    @Test("the commonest first, then why there is none, and few leads are not told of")
    func shares() {
        let leads =
            [lead("b"), lead("a"), lead("a"), lead("c"), lead("b")] + [.init(abstention: .nothingKnown)]
            + [.init(abstention: .noMessage), .init(abstention: .noMessage)]
        let all = IntentShare.all(of: leads)
        #expect(all.map(\.intent) == ["a", "b", "c", nil, nil])
        #expect(all.map(\.abstention) == [nil, nil, nil, .noMessage, .nothingKnown])
        #expect(all.map(\.share.count) == [2, 2, 1, 2, 1])
        #expect(all.allSatisfy { $0.share.rows == 8 })
        #expect(IntentShare.all(of: leads, least: 2).compactMap(\.intent) == ["a", "b"])
        #expect(IntentShare.all(of: []).isEmpty)
        // An intent may be called as a reason for none is.
        let sum = IntentShare.sum(
            [all, IntentShare.all(of: [lead("c"), lead("c"), lead("noMessage")]), []], of: 12)
        #expect(sum.map(\.intent) == ["c", "a", "b", "noMessage", nil, nil])
        #expect(sum.map(\.share.count) == [3, 2, 2, 1, 2, 1])
        #expect(sum.allSatisfy { $0.share.rows == 12 })
    }
}
