import Registry
import Storage
import Testing

@Suite struct PromotionTests {
    private let sample: SampleRegistry
    private let decision = SampleRegistry.decision

    init() throws {
        sample = try SampleRegistry()
        for seed in ["one", "two", "three"] { try sample.publish(seed) }
    }

    @Test func anAliasMovesAndTheJournalSaysSo() throws {
        let first = try sample.model.promote(version: 1, to: "production", by: decision)
        #expect(first.alias == "production" && first.from == nil && first.to == 1)
        let second = try sample.model.promote(version: 3, to: "production", by: decision)
        #expect(second.from == 1 && second.to == 3 && second.isNew)
        #expect(try sample.model.aliases() == ["production": 3])
        #expect(try sample.model.version(of: "production") == 3)
        #expect(try sample.model.version(of: "latest") == 3)
        let history = try sample.model.history()
        #expect(history.map(\.version) == [1, 3])
        #expect(history.last?.who == "ci" && history.last?.gateResultDigest != nil)
        #expect(history.last?.versionDigest == (try sample.model.load(version: 3)).digest)
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func promotingWhatIsThereWritesNothing() throws {
        try sample.model.promote(version: 1, to: "production", by: decision)
        let before = try SampleRegistry.tree(sample.registry.root)
        #expect(try sample.model.promote(version: 1, to: "production", by: decision).isNew == false)
        #expect(try SampleRegistry.tree(sample.registry.root) == before)
    }

    @Test func rollingBackTwiceGoesBackTwice() throws {
        for version in 1...3 { try sample.model.promote(version: version, to: "production", by: decision) }
        #expect(try sample.model.rollback(alias: "production", by: decision).to == 2)
        #expect(try sample.model.rollback(alias: "production", by: decision).to == 1)
        #expect(throws: RegistryError.self) { try sample.model.rollback(alias: "production", by: decision) }
        #expect(try sample.model.version(of: "production") == 1)
        #expect(
            try sample.model.history().map(\.action) == [.promote, .promote, .promote, .rollback, .rollback])
        #expect(try sample.registry.verify().isEmpty)
        #expect(throws: RegistryError.noSuchAlias(model: "buyers", alias: "none", known: ["production"])) {
            try sample.model.rollback(alias: "none", by: decision)
        }
    }

    @Test func aRollbackPassesOverRetiredVersions() throws {
        for version in 1...3 { try sample.model.promote(version: version, to: "production", by: decision) }
        try sample.model.retire(version: 2, by: decision)
        #expect(try sample.model.rollback(alias: "production", by: decision).to == 1)
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func aDamagedVersionTakesNoAlias() throws {
        try sample.model.promote(version: 1, to: "production", by: decision)
        try AtomicFile.write([9], to: sample.model.path(ofVersion: 2) + "/model.json")
        let error = #expect(throws: RegistryError.self) {
            try sample.model.promote(version: 2, to: "production", by: decision)
        }
        #expect(error?.description.contains("models/buyers/versions/2/model.json: has 1 bytes") == true)
        #expect(throws: RegistryError.noSuchVersion(model: "buyers", version: 9, known: [1, 2, 3])) {
            try sample.model.promote(version: 9, to: "production", by: decision)
        }
        #expect(try sample.model.aliases() == ["production": 1])
        #expect(try sample.model.history().count == 1)
    }

    @Test func aRollbackToADamagedVersionIsRefused() throws {
        for version in 1...2 { try sample.model.promote(version: version, to: "production", by: decision) }
        try AtomicFile.write([9], to: sample.model.path(ofVersion: 1) + "/model.json")
        #expect(throws: RegistryError.self) { try sample.model.rollback(alias: "production", by: decision) }
        #expect(try sample.model.version(of: "production") == 2)
    }

    @Test func stagesFollowAliasesAndJournal() throws {
        #expect(try sample.model.stage(of: 1) == .candidate)
        try sample.model.promote(version: 1, to: "staging", by: decision)
        #expect(try sample.model.stage(of: 1) == .staging)
        try sample.model.promote(version: 1, to: "production", by: decision)
        #expect(try sample.model.stage(of: 1) == .production)
        try sample.model.promote(version: 2, to: "staging", by: decision)
        try sample.model.promote(version: 2, to: "production", by: decision)
        #expect(try sample.model.stage(of: 1) == .retired)
        try sample.model.retire(version: 3, by: decision)
        #expect(try sample.model.stage(of: 3) == .retired)
        #expect(throws: RegistryError.self) { try sample.model.stage(of: 4) }
    }

    @Test func illegalMovesAreRefusedAndWriteNothing() throws {
        try sample.model.promote(version: 1, to: "production", by: decision)
        try sample.model.retire(version: 3, by: decision)
        let before = try SampleRegistry.tree(sample.model.path + "/aliases")
        let moves: [() throws -> Void] = [
            { try sample.model.promote(version: 3, to: "production", by: decision) },
            { try sample.model.promote(version: 1, to: "staging", by: decision) },
            { try sample.model.retire(version: 1, by: decision) },
            { try sample.model.retire(version: 3, by: decision) },
            { try sample.model.promote(version: 2, to: "latest", by: decision) },
            { try sample.model.promote(version: 2, to: "../x", by: decision) },
            { try sample.model.promote(version: 2, to: "x", by: Decision(who: "", when: "", why: "")) },
            {
                try sample.model.approve(
                    version: 2, by: Decision(who: " \t", when: SampleRegistry.decision.when, why: "y"))
            },
            {
                try sample.model.approve(
                    version: 2, by: Decision(who: "kim", when: SampleRegistry.decision.when, why: "\n"))
            },
        ]
        for move in moves { #expect(throws: RegistryError.self) { try move() } }
        #expect(try SampleRegistry.tree(sample.model.path + "/aliases") == before)
        #expect(try sample.model.history().count == 2)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T09:30:00", "2026-03-01 09:30:00Z", "2026-03-01T09:30:00.Z",
        "2026-03-01T09:30:00+01:00", "yesterday",
    ])
    func aDecisionNeedsATime(when: String) {
        #expect(throws: RegistryError.self) {
            try sample.model.promote(version: 1, to: "x", by: Decision(who: "a", when: when, why: "b"))
        }
    }

    @Test func aFractionOfASecondIsATime() throws {
        let decision = Decision(who: "a", when: "2026-03-01T09:30:00.125Z", why: "b")
        #expect(try sample.model.promote(version: 1, to: "x", by: decision).isNew)
    }

    @Test func manifestsAreCompared() throws {
        _ = try sample.model.publish(
            files: SampleRegistry.files("one"), kind: .scorer, recipeDigest: SampleRegistry.recipe("four"),
            numericProfile: ["cpu": "haswell"])
        let fields = try sample.model.diff(1, 4).map(\.field)
        #expect(fields == ["numericProfile.cpu", "recipeDigest"])
        #expect(
            try sample.model.diff(1, 2).map(\.field) == ["files.model.json", "recipeDigest"])
        #expect(try sample.model.diff(2, 2).isEmpty)
    }
}
