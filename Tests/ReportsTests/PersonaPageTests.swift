import Evaluation
import TestKit
import Testing

@testable import Reports

/// The page of personas, with everything it can tell.
@Suite struct PersonaPageTests {
    typealias Content = PersonaPageContent

    private static var regulars: Content.Group {
        Content.Group(
            name: "<Regulars>", label: "1 <Regulars>", description: "Come back & know what they want.",
            id: "c-de4601",
            stability: "highly stable (0.97)", isTrusted: true, size: ShareEstimate(60, of: 100),
            conversion: ShareEstimate(30, of: 60), laterConversion: ShareEstimate(9, of: 20),
            telling: ["has bought 6 times", "is more often of the region \"north\""],
            words: [Content.Term(name: "refill", share: 0.4, elsewhere: 0.05)],
            steps: [Content.Term(name: "purchase", share: 1, elsewhere: 0.5)],
            journeys: [Content.Journey(steps: ["visit", "purchase", "…"], share: 0.4, elsewhere: 0.05)],
            intents: [
                Content.Intent(name: "order again", share: ShareEstimate(20, of: 60)),
                Content.Intent(name: "no message", share: ShareEstimate(40, of: 60)),
            ], examples: ["0f3a", "77c1"])
    }

    private static var others: Content.Group {
        Content.Group(
            name: "Group 2: has bought 1 time", label: "Group 2", description: nil, id: "c-f6f7d4",
            stability: "doubtful (0.66)",
            isTrusted: false,
            size: ShareEstimate(40, of: 100), conversion: ShareEstimate(2, of: 40), laterConversion: nil,
            telling: [], words: [], steps: [], journeys: [], intents: [], examples: [])
    }

    static var full: Content {
        var content = Content(
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
        content.returningLeads = 20
        content.untested = ["region: not tested, since fewer than two of its values are known."]
        content.journeyNote = "Steps are the kinds of events, in the order of time."
        content.middles = [
            Content.Middle(name: "has bought … times", unit: "purchases", groups: ["6", "1"], all: "3")
        ]
        content.definitions = definitions
        return content
    }

    private static var definitions: Content.Definitions {
        Content.Definitions(
            personas: [
                Content.Persona(
                    title: "Buyers", depth: 0, description: nil, below: 2, ways: [], leads: 60),
                Content.Persona(
                    title: "<Regulars>", depth: 1, description: "Come back.", below: 0,
                    ways: [Content.Count(what: "group 1 (c-de4601)", leads: 51)], leads: 51),
                Content.Persona(
                    title: "Big spenders", depth: 1, description: nil, below: 0,
                    ways: [
                        Content.Count(
                            what: "rule 1: has spent at least 500 USD; because the team looks after them",
                            leads: 9)
                    ], leads: 9),
                Content.Persona(title: "Nobody", depth: 0, description: nil, below: 0, ways: [], leads: 0),
            ],
            flags: [
                Content.Flag(
                    name: "gone quiet", kind: "risk", when: "last bought more than 90 days ago",
                    advice: "send an offer", leads: 1_234)
            ], remarks: ["Revision 2."], assigned: "Leads are counted as 100 of them were assigned.",
            unknown: [Content.Count(what: "between groups", leads: 40)])
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
        (content.untested, content.middles, content.definitions) = ([], [], nil)
        let page = PersonaPage(content).render()
        for title in [
            "What tells them apart", "What goes with the outcome", "Protected attributes",
            "The middle of each input", "Who is who",
        ] {
            #expect(PersonaPage(Self.full).render().contains(title) && !page.contains(title), "\(title)")
        }
        #expect(page.contains("How to read this"))
    }

    @Test func aMapSaysWhatItDoesNotShow() {
        var content = Self.full
        let whole = PersonaPage(content).render()
        #expect(whole.contains("3 of 100 are drawn"))
        #expect(!whole.contains("beyond the frame"))
        content.places = (0..<400).map { Content.Place(x: Double($0 % 20), y: Double($0 / 20), group: 0) }
        content.places.append(Content.Place(x: 900, y: 3, group: 1))
        content.leads = 401
        let page = PersonaPage(content).render()
        #expect(page.contains("Each dot is a lead. 1 of them lies beyond the frame and stands at its edge."))
    }

    @Test(arguments: [
        (nil, "of the test slice<"), (0, "none of them is among the leads"),
        (7, "7 of them are among the leads"), (20, "all of them are among the leads"),
    ])
    func laterLeadsMayBeTheSame(_ returning: Int?, _ told: String) {
        var content = Self.full
        content.returningLeads = returning
        #expect(PersonaPage(content).render().contains(told))
    }

    @Test func decisionsAreCountedOnlyWhereLeadsWereAssigned() {
        var content = Self.full
        let counted = PersonaPage(content).render()
        #expect(counted.contains("Leads it decides") && counted.contains("the 2 below together"))
        #expect(counted.contains("1,234") && counted.contains("nothing: nobody is called so"))
        content.definitions?.assigned = nil
        let page = PersonaPage(content).render()
        #expect(page.contains("Leads found in its groups") && page.contains("--pipeline"))
        #expect(!page.contains("1,234"))
    }
}
