import Storage
import TestKit
import Testing

@testable import Registry

/// An alias moves only by a gate's result of exactly this version, alias and incumbent.
@Suite struct GateResultTests {
    private let sample: SampleRegistry
    private let decision = SampleRegistry.decision

    init() throws {
        sample = try SampleRegistry()
        for seed in ["one", "two", "three"] { try sample.publish(seed) }
        try sample.model.promote(version: 1, to: "production", by: decision)
    }

    private func refusal(_ version: Int, _ result: Digest, _ decision: Decision) throws -> String {
        let error = #expect(throws: RegistryError.self) {
            try sample.model.promote(version: version, to: "production", allowedBy: result, by: decision)
        }
        #expect(try sample.model.version(of: "production") == 1)
        return error?.description ?? ""
    }

    @Test func theJournalNamesTheResultAndTheIncumbent() throws {
        let result = try sample.model.keep(sample.model.statement(ofVersion: 2, to: "production"))
        try sample.model.promote(version: 2, to: "production", allowedBy: result, by: decision)
        let line = try #require(try sample.model.history().last)
        #expect(line.gateResultDigest == result)
        #expect(line.incumbentDigest == (try sample.model.manifest(version: 1).digest))
        #expect(line.gates?.file == "gates.yaml")
        #expect(!line.isOverride)
        #expect(Digest(of: try sample.model.gateResult(result)) == result)
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func anotherVersionsResultIsRefused() throws {
        let result = try sample.model.keep(sample.model.statement(ofVersion: 3, to: "production"))
        #expect(try refusal(2, result, decision).contains("of another version or alias"))
        let staging = try sample.model.keep(sample.model.statement(ofVersion: 2, to: "staging"))
        #expect(try refusal(2, staging, decision).contains("of another version or alias"))
        #expect(try refusal(2, Digest(of: [7]), decision).contains("is missing"))
    }

    @Test func aMoveInBetweenIsNoticed() throws {
        let old = try sample.model.keep(sample.model.statement(ofVersion: 2, to: "production"))
        try sample.model.promote(version: 3, to: "production", by: decision)
        let error = #expect(throws: RegistryError.self) {
            try sample.model.promote(version: 2, to: "production", allowedBy: old, by: decision)
        }
        #expect(error?.description.contains("has moved since") == true)
        #expect(try sample.model.version(of: "production") == 3)
    }

    @Test func onlyAnOverrideMovesWhatIsNotAccepted() throws {
        let no = try sample.model.keep(
            sample.model.statement(ofVersion: 2, to: "production", isAccepted: false))
        #expect(try refusal(2, no, decision).contains("its gates do not hold"))
        let never = try sample.model.keep(
            sample.model.statement(ofVersion: 2, to: "production", isAccepted: false, isOverridable: false))
        var override = decision
        override.isOverride = true
        #expect(try refusal(2, never, override).contains("cannot be overridden"))
        try sample.model.promote(version: 2, to: "production", allowedBy: no, by: override)
        #expect(try sample.model.history().last?.isOverride == true)
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func verifyFindsResultsThatWereTouched() throws {
        let line = try #require(try sample.model.history().last)
        let result = try #require(line.gateResultDigest)
        let path = sample.model.path + "/gates/\(result).json"
        let bytes = try FileSystem.read(path)
        try AtomicFile.write(bytes + [UInt8(ascii: " ")], to: path)
        #expect(try sample.registry.verify().map(\.problem).contains("its content differs from its name"))
        try FileSystem.remove(path)
        let findings = try sample.registry.verify()
        #expect(findings.map(\.path) == ["models/buyers/gates/\(result).json"])
        #expect(findings.first?.problem.contains("line 1 of the journal rests on it") == true)
        try AtomicFile.write(bytes, to: path)
        try AtomicFile.write([1], to: sample.model.path + "/gates/notes.txt")
        #expect(try sample.registry.verify().map(\.path) == ["models/buyers/gates/notes.txt"])
    }

    /// A result of a format that nobody here can read allows nothing.
    @Test(arguments: [0, 2]) func anotherFormatIsNotRead(_ format: Int) throws {
        var statement = try sample.model.statement(ofVersion: 2, to: "production")
        statement.formatVersion = format
        let error = #expect(throws: RegistryError.self) { try sample.model.keep(statement) }
        #expect(error?.description.contains("formatVersion") == true)
        let bytes = try CanonicalJSON.encode(SampleResult(statement: statement))
        let path = sample.model.path + "/gates/\(Digest(of: bytes)).json"
        try AtomicFile.write(bytes, to: path)
        #expect(try refusal(2, Digest(of: bytes), decision).contains("formatVersion"))
    }

    /// Which gates were held, and in whose place, stays in the journal.
    @Test func theJournalNamesTheGates() throws {
        var statement = try sample.model.statement(ofVersion: 2, to: "production")
        statement.gates = GateSource(file: "lax.yaml", digest: Digest(of: [1]), replaced: Digest(of: [2]))
        try sample.model.promote(
            version: 2, to: "production", allowedBy: sample.model.keep(statement), by: decision)
        #expect(try sample.model.history().last?.gates == statement.gates)
        #expect(try sample.registry.verify().isEmpty)
    }

    /// A power cut must not leave a line of the journal without the result whose name was never made durable.
    @Test func aResultThatIsThereIsMadeDurableToo() throws {
        let statement = try sample.model.statement(ofVersion: 2, to: "production")
        _ = try sample.model.keep(statement)
        let steps = Recorder<String>()
        try WriteStep.$observer.withValue({ steps.append($0) }) { _ = try sample.model.keep(statement) }
        #expect(steps.elements == ["synchronize \(sample.model.path)/gates"])
    }

    @Test func aLineFromBeforeResultsWereKeptHasARemedy() throws {
        let version = try sample.model.manifest(version: 2)
        let line = JournalEntry(
            .promote, version: 2, digest: version.digest, alias: "shadow", by: decision)
        try sample.model.journal.append(line)
        try AtomicFile.write(Array("2\n".utf8), to: sample.model.path(ofAlias: "shadow"))
        let findings = try sample.registry.verify()
        #expect(findings.count == 1)
        #expect(
            findings.first?.problem.contains("train and promote again into a registry of its own") == true)
    }

    @Test func whatSaysNothingIsNotKept() throws {
        #expect(throws: RegistryError.self) { try sample.model.keep(gateResult: Array("{}".utf8)) }
    }

    /// Of two that were gated against the same incumbent, one goes live.
    @Test func oneOfTwoGoesLive() throws {
        let results = try [2, 3].map {
            (
                version: $0,
                digest: try sample.model.keep(sample.model.statement(ofVersion: $0, to: "production"))
            )
        }
        var moved = 0
        for result in results {
            if (try? sample.model.promote(
                version: result.version, to: "production", allowedBy: result.digest, by: decision)) != nil
            {
                moved += 1
            }
        }
        #expect(moved == 1)
        #expect(try sample.model.history().count == 2)
    }
}
