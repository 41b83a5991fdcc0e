import FoundationEssentials
import Testing

@testable import Simulation

/// Personas that behave differently, and pipelines that ask how.
@Suite struct PersonaTests {
    private static func company(separation: Double) -> String {
        """
          trials: 1
          separation: \(separation)
          personas:
            - {name: doer, share: 1, conversion: 1, activity: 1, channels: {product: 20}, topics: {problem: 50}, hours: weekend, company: large}
            - {name: reader, share: 1, conversion: -1, activity: 1, channels: {web: 3, product: 0.1}, pages: {blog: 9}, fading: 20}
        """
    }

    private static func simulated(_ separation: Double) throws -> Simulated {
        try Simulated(
            CompanyTests.scenario(leads: 400, interactions: 20, company: company(separation: separation)))
    }

    private static let apart = Result { try simulated(1) }
    private static let alike = Result { try simulated(0) }

    /// By persona, the mean of a number over its leads.
    private func means(_ simulated: Simulated, _ number: (Substring) -> Double) throws -> [Substring: Double]
    {
        let personas = try simulated.rows("truth/personas.csv")
        return Dictionary(grouping: personas) { $0["persona"] ?? "" }.mapValues { rows in
            rows.reduce(0) { $0 + number($1["lead"] ?? "") } / Double(rows.count)
        }
    }

    /// Rows of a file by lead, before the sale.
    private func uses(_ simulated: Simulated) throws -> [Substring: Double] {
        let sold = try Dictionary(
            uniqueKeysWithValues: simulated.rows("truth/leads.csv").map {
                ($0["lead"] ?? "", $0["converted_at"] ?? "")
            })
        return try simulated.rows("product.csv").reduce(into: [:]) { counts, row in
            let end = sold[row["lead"] ?? ""] ?? ""
            if end.isEmpty || row["occurred_at"] ?? "" < end { counts[row["lead"] ?? "", default: 0] += 1 }
        }
    }

    @Test func personasDoWhatTheirFactorsSay() throws {
        let simulated = try Self.apart.get()
        let uses = try uses(simulated)
        let means = try means(simulated) { uses[$0] ?? 0 }
        #expect(means["doer"] ?? 0 > 10 * (means["reader"] ?? 9))
        let leads = try simulated.rows("truth/leads.csv")
        let accounts = try Dictionary(
            uniqueKeysWithValues: simulated.rows("truth/accounts.csv").map {
                ($0["account"] ?? "", Double($0["employees"] ?? "") ?? 0)
            })
        func median(_ persona: Substring) -> Double {
            let sizes = leads.filter { $0["persona"] == persona }.map { accounts[$0["account"] ?? ""] ?? 0 }
                .sorted()
            return sizes[sizes.count / 2]
        }
        #expect(median("doer") > 2 * median("reader"))
        let problems = leads.filter { $0["intent"] == "problem" }
        #expect(problems.count { $0["persona"] == "doer" } > 2 * problems.count { $0["persona"] == "reader" })
    }

    /// Without separation names are all that is left: neither conversion nor behaviour follows them.
    @Test func withoutSeparationAllAreAlike() throws {
        let simulated = try Self.alike.get()
        let uses = try uses(simulated)
        let means = try means(simulated) { uses[$0] ?? 0 }
        let ratio = (means["doer"] ?? 0) / (means["reader"] ?? 1)
        #expect(ratio > 0.6 && ratio < 1.7)
        let probabilities = try Dictionary(
            uniqueKeysWithValues: simulated.rows("truth/leads.csv").map {
                ($0["lead"] ?? "", Double($0["probability"] ?? "") ?? 9)
            })
        let chances = try self.means(simulated) { probabilities[$0] ?? 9 }
        #expect(abs((chances["doer"] ?? 0) - (chances["reader"] ?? 9)) < 0.06)
    }

    @Test func theFileOfPersonasIsThatOfLeads() throws {
        let simulated = try Self.apart.get()
        let own = try simulated.rows("truth/personas.csv").map { [$0["lead"], $0["persona"]] }
        #expect(try own == simulated.rows("truth/leads.csv").map { [$0["lead"], $0["persona"]] })
        let names = simulated.simulation.files.map(\.path).filter {
            !$0.hasPrefix("truth/") && $0 != "pipeline.yaml"
        }
        for name in names {
            let text = try String(contentsOfFile: simulated.path + "/" + name, encoding: .utf8)
            #expect(!text.contains("doer") && !text.contains("reader"), "\(name)")
        }
    }

    @Test func thePipelineAsksForBehaviourWhereItIsPlanted() throws {
        func pipeline(_ simulated: Simulated) throws -> String {
            try String(contentsOfFile: simulated.path + "/pipeline.yaml", encoding: .utf8)
        }
        let text = try pipeline(Self.apart.get())
        for feature in ["share-product", "share-on-blog", "share-at-weekend", "employees"] {
            #expect(text.contains("\n  \(feature): {kind: "), "\(feature)")
        }
        #expect(!text.contains("page-views") && !text.contains("doer"))
        let usual = try pipeline(Simulated(CompanyTests.scenario(leads: 50, interactions: 1)))
        #expect(usual.contains("\nrules:\n  score:") && !usual.contains("share-"))
    }

    @Test(arguments: ["personas", "personas-overlapping", "personas-none"])
    func scenariosOfTheFolderAreRead(name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../datasets/simulated").standardizedFileURL.path
        let scenario = try Scenario(file: "\(folder)/\(name).yaml")
        #expect(scenario.name == name && scenario.company?.personas?.count == 4)
        #expect(scenario.company?.personas?.allSatisfy(\.isPlanted) == true)
        #expect((scenario.company?.separation == 0) == (name == "personas-none"))
    }

    @Test(arguments: [
        ("channels: {phone: 2}", "company.personas[0].channels.phone: there is no such name"),
        ("pages: {docs: 0}", "company.personas[0].pages.docs: 0.0 is not in 0.001...1000.0"),
        ("topics: {weather: 2}", "company.personas[0].topics.weather: there is no such name"),
        ("hours: night", "company.personas[0].hours: unknown value"),
        ("fading: 1", "company.personas[0].fading: 1.0 is not in 2.0...1000.0"),
    ])
    func refusesWhatNobodyDoes(behaviour: String, message: String) {
        let text = CompanyTests.scenario(
            leads: 10,
            company: "  personas: [{name: a, share: 1, conversion: 0, activity: 1, \(behaviour)}]")
        #expect { try Scenario(text: text, file: "s.yaml") } throws: { "\($0)".contains(message) }
    }
}
