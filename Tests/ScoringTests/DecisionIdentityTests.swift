import Features
import Storage
import Testing

@testable import Scoring

@Suite struct DecisionIdentityTests {
    private static let version = Digest(of: Array("a version".utf8))
    private static let asOf = Instant(microseconds: 1_767_225_600_000_000)

    /// The name can be made again with nothing but SHA-256, three lines of text and the inputs' bytes.
    @Test func isTheDigestOfThreeLinesAndTheInputs() {
        let rows = [3.0, .nan, -1]
        var bytes: [UInt8] = []
        for value in rows {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
            }
        }
        let identity = DecisionIdentity(version: Self.version)
        let text = "\(Self.version)\n2026-01-01T00:00:00Z\nlead:7\n"
        #expect(
            identity.decision(entity: "lead:7", asOf: Self.asOf, ofInputs: rows.span)
                == Digest(of: Array(text.utf8) + bytes))
        #expect(
            identity.decision(entity: "", asOf: nil, ofInputs: rows.span)
                == Digest(of: Array("\(Self.version)\n\n\n".utf8) + bytes))
    }

    @Test func tellsApartWhatIsAskedOfWhom() {
        let identity = DecisionIdentity(version: Self.version)
        let other = DecisionIdentity(version: Digest(of: [1]))
        let first = [1.0, 2]
        let second = [2.0, 1]
        let later = Instant(microseconds: Self.asOf.microseconds + 1)
        let ids = [
            identity.decision(entity: "lead:7", asOf: Self.asOf, ofInputs: first.span),
            identity.decision(entity: "lead:7", asOf: Self.asOf, ofInputs: second.span),
            identity.decision(entity: "lead:8", asOf: Self.asOf, ofInputs: first.span),
            identity.decision(entity: "lead:7", asOf: later, ofInputs: first.span),
            other.decision(entity: "lead:7", asOf: Self.asOf, ofInputs: first.span),
        ]
        #expect(Set(ids).count == ids.count)
        #expect(ids[0] == identity.decision(entity: "lead:7", asOf: Self.asOf, ofInputs: first.span))
    }
}
