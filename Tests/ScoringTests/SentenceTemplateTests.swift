import Models
import Testing

@testable import Scoring

@Suite("Sentences about features") struct SentenceTemplateTests {
    @Test(
        "one and many are told apart, and other braces stand for themselves",
        arguments: [
            ("has bought {value} {time|times}", "has bought 1 time", "has bought 2.5 times"),
            ("{value} {visit|visits} on {value} {day|days}", "1 visit on 1 day", "2.5 visits on 2.5 days"),
            ("spent {value} EUR", "spent 1 EUR", "spent 2.5 EUR"),
            ("{value} {a|b|c} {} {x} { } {", "1 {a|b|c} {} {x} { } {", "2.5 {a|b|c} {} {x} { } {"),
            ("{ {value} {|s}", "{ 1 ", "{ 2.5 s"),
            ("no place for it", "n: 1", "n: 2.5"),
        ])
    func numbers(_ sentence: String, _ one: String, _ many: String) {
        let input = ModelInput(name: "n", kind: .number, sentence: sentence)
        #expect(input.sentence(for: .number(1)) == one)
        #expect(input.sentence(for: .number(2.5)) == many)
        // As it is written.
        #expect(input.sentence(for: .number(1.001)) == one)
        #expect(input.sentence(for: .missing) == "n: nothing known")
    }

    @Test("what a value has of braces is not read as a template")
    func values() {
        let input = ModelInput(name: "n", kind: .category, levels: [], sentence: "is {value} {one|many}")
        #expect(input.sentence(for: .level("{a|b} {value}")) == "is {a|b} {value} many")
        #expect(input.sentence(for: .level("")) == "is an unknown value many")
        #expect(SentenceTemplate("last bought {value} {day|days} ago").label == "last bought … days ago")
    }
}
