import Foundation
import Learning
import Models
import Settings
import Testing

/// The `model` section as a pipeline's YAML writes it.
@Suite struct ModelSectionTests {
    private func decoded(_ yaml: String) throws -> ModelSettings {
        try SettingsDocument(text: yaml, file: "pipeline.yaml").decode(ModelSettings.self)
    }

    @Test func inputsKeepTheirOrderAndTransforms() throws {
        let settings = try decoded(
            """
            inputs:
              recency: []
              amount: [{clip: {lower: 0, upper: 500}}, log1p]
              frequency: [squareRoot]
            penalty: 2.5
            """)
        #expect(
            settings.inputs?.entries == [
                .init(name: "recency"),
                .init(name: "amount", transforms: [.clip(lower: 0, upper: 500), .log1p]),
                .init(name: "frequency", transforms: [.squareRoot]),
            ])
        #expect(settings.penalty == 2.5 && settings.minimumCount == 20)
    }

    @Test func inputsAreBinnedWeighedAndHashed() throws {
        let settings = try decoded(
            """
            inputs:
              recency: {bins: 10}
              amount: {bins: 5, monotone: true}
              region: {evidence: true}
              campaign: {hash: 256}
              frequency: {transforms: [log1p]}
            """)
        let entries: [InputSelection.Entry] = [
            .init(name: "recency", encoding: .bins(10, isMonotone: false)),
            .init(name: "amount", encoding: .bins(5, isMonotone: true)),
            .init(name: "region", encoding: .evidence),
            .init(name: "campaign", encoding: .hash(256)),
            .init(name: "frequency", transforms: [.log1p]),
        ]
        #expect(settings.inputs?.entries == entries)
        let json = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(ModelSettings.self, from: json) == settings)
        // What was there before is written as before.
        let plain = try JSONEncoder().encode(InputSelection.Entry(name: "x", transforms: [.log1p]))
        #expect(plain.count == #"{"name":"x","transforms":["log1p"]}"#.utf8.count)
    }

    @Test func penaltyAndSolverAreChosen() throws {
        let settings = try decoded("{penalty: 3, l1Ratio: 0.25, solver: coordinateDescent}")
        #expect(settings.l1Ratio == 0.25 && settings.solver == .coordinateDescent)
        let plain = try decoded("penalty: 3")
        #expect(plain.l1Ratio == nil && plain.solver == nil)
        #expect(throws: ConfigurationError.self) { try ScorerTrainer(ModelSettings(l1Ratio: 2)) }
    }

    @Test(arguments: [
        "solver: newtom", "penalti: 1", "inputs: {x: [logp1]}",
        "inputs: {x: [{clip: {lower: 0, upper: 1, step: 2}}]}", "inputs: {x: {bin: 10}}",
        "{interactions: [[a, b]], ensemble: {one: {penalty: 1}, two: {penalty: 2}}}",
        "inputs: {x: {bins: 1}}", "inputs: {x: {bins: 1001}}", "inputs: {x: {bins: 10, hash: 8}}",
        "inputs: {x: {monotone: true}}", "inputs: {x: {hash: 12}}", "inputs: {x: {hash: 2097152}}",
        "inputs: {x: {hash: 1}}", "inputs: {x: {bins: 10, transforms: [log1p]}}",
    ])
    func whatIsUnknownIsRefusedWithItsLine(yaml: String) {
        #expect {
            try decoded(yaml)
        } throws: {
            ($0 as? SettingsError)?.line == 1
        }
    }
}
