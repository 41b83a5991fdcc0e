import Evaluation
import TestKit
import Testing

@testable import Reports

/// The page of personas, with everything it can tell.
@Suite struct PersonaPageTests {
    private typealias Content = PersonaPageContent

    private static var regulars: Content.Group {
        Content.Group(
            name: "Buyers / <Regulars>", description: "Come back & know what they want.", id: "c-de4601",
            stability: "highly stable (0.97)", isTrusted: true, size: ShareEstimate(60, of: 100),
            conversion: ShareEstimate(30, of: 60), laterConversion: ShareEstimate(9, of: 20),
            telling: ["has bought 6 times", "is more often of the region \"north\""],
            words: ["refill", "naïve"], steps: ["purchase"],
            journeys: [Content.Journey(steps: ["visit", "purchase", "…"], share: 0.4, elsewhere: 0.05)],
            intents: [
                Content.Intent(name: "order again", share: ShareEstimate(20, of: 60)),
                Content.Intent(name: "no message", share: ShareEstimate(40, of: 60)),
            ], examples: ["0f3a", "77c1"])
    }

    private static var others: Content.Group {
        Content.Group(
            name: "c-f6f7d4", description: nil, id: "c-f6f7d4", stability: "doubtful (0.66)",
            isTrusted: false,
            size: ShareEstimate(40, of: 100), conversion: ShareEstimate(2, of: 40), laterConversion: nil,
            telling: [], words: [], steps: [], journeys: [], intents: [], examples: [])
    }

    private static var full: Content {
        Content(
            title: "Will a <customer> buy again?", outcome: "buys again", unit: "customer",
            provenance: "simulated", leads: 100, laterLeads: 20,
            warnings: ["leads without groups are as close to their centres"],
            remarks: ["Groups of other leads agree in 94.5 % of the cases."], groups: [regulars, others],
            features: [
                Content.Feature(name: "frequency", effects: [0.8, -0.8]),
                Content.Feature(name: "region north", effects: [0.1, nil]),
            ], goals: [Content.Goal(name: "frequency", value: 0.4, lower: 0.2, upper: 0.6, rows: 100)],
            bias: [
                Content.Bias(
                    attribute: "age", verdict: "Groups know nothing of it (p = 0.400).",
                    rows: [["Buyers / <Regulars>", "18 to 25", "10.0 %", "12.0 %", "0.83"]])
            ],
            places: [
                Content.Place(x: -1, y: 0.5, group: 0), Content.Place(x: 1.5, y: -0.5, group: 1),
                Content.Place(x: -0.5, y: 0.25, group: 0),
            ],
            centres: [
                Content.Place(x: -0.75, y: 0.4, group: 0), Content.Place(x: 1.5, y: -0.5, group: 1),
            ],
            explained: [0.62, 0.21])
    }

    @Test func thePageIsAsKept() throws {
        let page = PersonaPage(Self.full).render()
        #expect(try Golden.keeps(page, as: "personas.html"))
        #expect(page == PersonaPage(Self.full).render())
        #expect(!page.contains("<Regulars>") && page.contains("&lt;Regulars&gt;"))
        for loaded in ["<script", "src=", "@import", "url("] {
            #expect(!page.contains(loaded), "\(loaded)")
        }
    }

    @Test func whatIsNotKnownHasNoSection() {
        var content = Self.full
        (content.features, content.goals, content.bias, content.places) = ([], [], [], [])
        let page = PersonaPage(content).render()
        for title in ["What tells them apart", "What goes with the outcome", "Protected attributes"] {
            #expect(PersonaPage(Self.full).render().contains(title) && !page.contains(title), "\(title)")
        }
        #expect(page.contains("How to read this"))
    }
}
