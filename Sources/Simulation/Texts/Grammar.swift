internal import LinearAlgebra

/// Short messages put together from phrases: an opening, what it is about, a close.
///
/// No phrase has a quote, a backslash or a line end, so a text stands between quotes as it is.
enum Grammar {
    /// A message of a lead on a topic.
    static func message(_ topic: Topic, _ random: inout CounterRandom) -> String {
        let opening = pick(openings, &random)
        let body = pick(bodies(topic), &random)
            .replacing("{team}", with: pick(teams, &random))
            .replacing("{system}", with: pick(systems, &random))
            .replacing("{part}", with: pick(parts, &random))
        let close = pick(closes, &random)
        return [opening, body, close].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// An agent's answer.
    static func answer(_ topic: Topic, _ random: inout CounterRandom) -> String {
        pick(answers(topic), &random).replacing("{part}", with: pick(parts, &random))
    }

    private static func pick(_ phrases: [String], _ random: inout CounterRandom) -> String {
        phrases[random.integer(below: phrases.count)]
    }

    private static let openings = ["", "Hello,", "Hi there,", "Good morning,", "Quick question:", "Hi,"]
    private static let closes = ["", "", "Thanks!", "Thank you.", "Please advise.", "It is rather urgent."]
    private static let teams = [
        "five people", "twelve people", "forty people", "two offices", "the whole company",
    ]
    private static let systems = [
        "our CRM", "our data warehouse", "single sign-on", "spreadsheets", "the mail server",
    ]
    private static let parts = ["dashboard", "export", "mobile app", "alerts", "report builder", "importer"]

    private static func bodies(_ topic: Topic) -> [String] {
        switch topic {
        case .pricing:
            [
                "what would a plan for {team} cost?", "is there a discount if {team} pay for a year?",
                "could you send a quote for {team}?", "does the price include the {part}?",
            ]
        case .integration:
            [
                "does it work with {system}?", "we need the {part} to talk to {system}.",
                "is there an interface to connect {system} and the {part}?",
                "how long does it take to set up {system} for {team}?",
            ]
        case .problem:
            [
                "the {part} does not load since this morning.", "the {part} shows an error after the update.",
                "we cannot sign in with {system}.", "the {part} is slow for {team}.",
            ]
        case .learning:
            [
                "where do I find a guide to the {part}?", "is there a course on the {part}?",
                "I am writing a paper and wonder how the {part} works.",
                "can students try the {part} for free?",
            ]
        }
    }

    private static func answers(_ topic: Topic) -> [String] {
        switch topic {
        case .pricing: ["I can prepare a quote for you.", "The {part} is part of every plan."]
        case .integration: ["Yes, the {part} connects out of the box.", "Our guide shows the steps."]
        case .problem: ["We are looking into the {part}.", "Please try again, the {part} should be back."]
        case .learning: ["The guide to the {part} is on our site.", "There is a free course next week."]
        }
    }
}
