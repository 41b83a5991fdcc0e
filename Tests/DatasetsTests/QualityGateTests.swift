import Datasets
import Features
import Testing

/// Each quality gate blocks its own fault alone.
struct QualityGateTests {
    private func failed(
        _ gates: QualityGates, _ faults: ProfileWorld.Faults = ProfileWorld.Faults()
    ) throws -> [String] {
        var world = ProfileWorld(seed: 20)
        world.until = try DeclaredHorizon("2024-12-29")
        world.run(faults)
        return try world.profiler(QualitySettings(shuffles: 99, gates: gates)).failedGates(
            EventTable(world.events), manifest: world.manifest()
        ).map { "\($0.place): \($0.evidence.prefix { $0 != ":" })" }
    }

    @Test func minimumRows() throws {
        #expect(try failed(QualityGates(minimumRows: ["web": 4000])) == [])
        #expect(try failed(QualityGates(minimumRows: ["web": 40_000])) == ["web: minimumRows"])
    }

    @Test func maximumNullShare() throws {
        let gates = QualityGates(maximumNullShare: ["web.visit.page": 0.1])
        #expect(try failed(gates) == [])
        #expect(
            try failed(gates, ProfileWorld.Faults(missing: { _ in 20 })) == [
                "web.visit.page: maximumNullShare"
            ])
    }

    @Test func maximumStaleness() throws {
        let gates = QualityGates(maximumStaleness: ["web": .days(3), "mail": .days(3)])
        #expect(try failed(gates) == [])
        #expect(
            try failed(gates, ProfileWorld.Faults(isSilent: { $0 > 355 })) == ["web: maximumStaleness"])
    }

    @Test func noStepChange() throws {
        let faults = ProfileWorld.Faults(missing: { $0 < 200 ? 5 : 70 })
        let gates = QualityGates(noStepChange: ["web.visit.page"])
        #expect(try failed(gates) == [])
        #expect(try failed(gates, faults) == ["web.visit.page: noStepChange"])
        #expect(try failed(QualityGates(noStepChange: ["web"]), faults) == ["web.visit.page: noStepChange"])
        #expect(try failed(QualityGates(noStepChange: ["mail"]), faults) == [])
    }

    @Test func features() {
        let frame = FeatureFrame(
            entities: (0..<4).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: [Instant](repeating: ProfileWorld.start, count: 4),
            columns: [
                FeatureColumn(name: "visits", values: .numbers([1, 2, .nan, .nan])),
                FeatureColumn(name: "region", values: .categories(["a", "a", "a", "a"])),
            ])
        func failed(_ gates: FeatureGates, asksForVariety: Bool = true) -> [String?] {
            FeatureInspection(gates).failures(frame, asksForVariety: asksForVariety).map(\.field)
        }
        #expect(failed(FeatureGates()) == [])
        #expect(failed(FeatureGates(maximumMissingShare: ["visits": 0.5])) == [])
        #expect(failed(FeatureGates(maximumMissingShare: ["visits": 0.4])) == ["visits"])
        #expect(failed(FeatureGates(maximumMissingShare: ["*": 0.4])) == ["visits"])
        #expect(failed(FeatureGates(refuseConstant: true)) == ["region"])
        #expect(failed(FeatureGates(refuseConstant: true), asksForVariety: false) == [])
        #expect(failed(FeatureGates(ranges: ["visits": [1, 2]])) == [])
        #expect(failed(FeatureGates(ranges: ["visits": [0, 1.5]])) == ["visits"])
    }

    @Test(arguments: [
        (QualitySettings(falseAlarmRate: 2), ["falseAlarmRate"]),
        (QualitySettings(falseAlarmRate: 0.001, shuffles: 99), ["shuffles"]),
        (QualitySettings(creation: ["lead": "birth"]), ["creation", "lead"]),
        (
            QualitySettings(order: [QualitySettings.Order(first: "sent", then: "read")]),
            ["order", "0", "then"]
        ),
        (
            QualitySettings(reactions: QualitySettings.Reactions(to: ["send"], of: [])),
            ["reactions", "to", "0"]
        ),
        (QualitySettings(gates: QualityGates(minimumRows: ["wbe": 3])), ["gates", "minimumRows", "wbe"]),
        (
            QualitySettings(gates: QualityGates(maximumNullShare: ["web.visit": 0.1])),
            ["gates", "maximumNullShare", "web.visit"]
        ),
        (
            QualitySettings(gates: QualityGates(maximumStaleness: ["web": .days(0)])),
            ["gates", "maximumStaleness", "web"]
        ),
        (QualitySettings(gates: QualityGates(noStepChange: ["web.view"])), ["gates", "noStepChange", "0"]),
        (
            QualitySettings(features: FeatureGates(ranges: ["visits": [2, 1]])),
            ["features", "ranges", "visits"]
        ),
        (
            QualitySettings(features: FeatureGates(maximumMissingShare: ["vists": 1])),
            ["features", "maximumMissingShare", "vists"]
        ),
    ])
    func settingsThatNameWhatThereIsNot(_ settings: QualitySettings, _ place: [String]) {
        #expect {
            try settings.check(sources: ProfileWorld().sources, features: ["visits"])
        } throws: { error in
            (error as? DatasetError)?.keyPath == ["quality"] + place
                && (error as? DatasetError)?.remedy.isEmpty == false
        }
    }
}
