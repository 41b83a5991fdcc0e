import Features
import Storage
import Testing

@testable import Scoring

@Suite struct DecisionIdentityTests {
    private static let version = Digest(of: Array("a version".utf8))
    private static let asOf = Instant(microseconds: 1_767_225_600_000_000)

    /// The name can be made again with nothing but SHA-256 and four lines of text.
    @Test func isTheDigestOfFourLines() {
        let rows = [3.0, .nan, -1]
        var bytes: [UInt8] = []
        for value in rows {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
            }
        }
        let inputs = DecisionIdentity.digest(ofInputs: rows.span)
        #expect(inputs == Digest(of: bytes))
        let identity = DecisionIdentity(version: Self.version)
        let text = "\(Self.version)\nlead:7\n2026-01-01T00:00:00Z\n\(inputs)\n"
        #expect(
            identity.decision(entity: "lead:7", asOf: Self.asOf, inputs: inputs)
                == Digest(of: Array(text.utf8)))
        #expect(
            identity.decision(entity: "", asOf: nil, inputs: inputs)
                == Digest(of: Array("\(Self.version)\n\n\n\(inputs)\n".utf8)))
    }

    @Test func tellsApartWhatIsAskedOfWhom() {
        let identity = DecisionIdentity(version: Self.version)
        let other = DecisionIdentity(version: Digest(of: [1]))
        let first = DecisionIdentity.digest(ofInputs: [1.0, 2].span)
        let second = DecisionIdentity.digest(ofInputs: [2.0, 1].span)
        let later = Instant(microseconds: Self.asOf.microseconds + 1)
        let ids = [
            identity.decision(entity: "lead:7", asOf: Self.asOf, inputs: first),
            identity.decision(entity: "lead:7", asOf: Self.asOf, inputs: second),
            identity.decision(entity: "lead:8", asOf: Self.asOf, inputs: first),
            identity.decision(entity: "lead:7", asOf: later, inputs: first),
            other.decision(entity: "lead:7", asOf: Self.asOf, inputs: first),
        ]
        #expect(Set(ids).count == ids.count)
        #expect(ids[0] == identity.decision(entity: "lead:7", asOf: Self.asOf, inputs: first))
    }
}
