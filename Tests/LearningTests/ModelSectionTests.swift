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

    @Test func penaltyAndSolverAreChosen() throws {
        let settings = try decoded("{penalty: 3, l1Ratio: 0.25, solver: coordinateDescent}")
        #expect(settings.l1Ratio == 0.25 && settings.solver == .coordinateDescent)
        let plain = try decoded("penalty: 3")
        #expect(plain.l1Ratio == nil && plain.solver == nil)
        #expect(throws: ConfigurationError.self) { try ScorerTrainer(ModelSettings(l1Ratio: 2)) }
    }

    @Test(arguments: [
        "solver: newtom", "penalti: 1", "inputs: {x: [logp1]}",
        "inputs: {x: [{clip: {lower: 0, upper: 1, step: 2}}]}",
    ])
    func whatIsUnknownIsRefusedWithItsLine(yaml: String) {
        #expect {
            try decoded(yaml)
        } throws: {
            ($0 as? SettingsError)?.line == 1
        }
    }
}
