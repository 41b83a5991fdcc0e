import FoundationEssentials
import Testing

@testable import Simulation

/// The scenarios that come with the program.
@Suite struct ExampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../datasets/simulated").standardizedFileURL.path

    @Test func theExampleIsTheScenarioOfTheFolder() throws {
        let file = try String(contentsOfFile: Self.folder + "/firm-wide.yaml", encoding: .utf8)
        #expect(Scenario.example == file)
        let scenario = try Scenario(text: Scenario.example, file: "example")
        #expect(scenario.company?.leads == 6000)
        #expect(scenario.leaks == [])
    }

    /// What the example writes out as defaults is what is left when it leaves them out.
    @Test func theExampleStatesTheDefaults() throws {
        let company = try #require(try Scenario(text: Scenario.example, file: "example").company)
        let bare = CompanySettings(leads: 1)
        #expect(company.personas == bare.personasOrDefault)
        #expect(company.intents == bare.intentsOrDefault)
        #expect(company.windowOrDefault == bare.windowOrDefault && company.askOrDefault == bare.askOrDefault)
    }

    @Test func theFirehoseIsReadable() throws {
        let scenario = try Scenario(file: Self.folder + "/firehose.yaml")
        #expect(scenario.firehose?.events == 10_000_000)
    }
}
