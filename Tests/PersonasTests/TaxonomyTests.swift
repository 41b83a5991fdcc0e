import Features
import Personas
import Settings
import Testing

@Suite("Taxonomies")
struct TaxonomyTests {
    private func problem(_ change: (inout Taxonomy) -> Void) -> TaxonomyProblem? {
        var taxonomy = PersonaFixture.taxonomy()
        change(&taxonomy)
        return taxonomy.problem(features: PersonaFixture.kinds, clusters: ["c-a", "c-b", "c-c"])
    }

    @Test("a file is read as it is written")
    func reading() throws {
        let text = """
            version: 1
            revision: 3
            title: Who comes
            personas:
              regulars:
                title: Regulars
                clusters: [c-b]
                formerly: [loyal]
                archetype:
                  sentences: [Comes every week]
                  wishes: {visits: high, quiet: low, plan: [pro, team], spent: {atLeast: 10}}
            rules:
              - {persona: regulars, when: {plan: pro}, because: they pay}
            flags:
              - {name: gone quiet, kind: risk, when: {quiet: {above: 60}}}
            retired: {strangers: nobody knew them}
            """
        let taxonomy = try SettingsDocument(text: text, file: "personas.yaml").decode(Taxonomy.self)
        let wishes = try #require(taxonomy.personas["regulars"]?.archetype?.wishes)
        #expect(wishes["visits"] == .high)
        #expect(wishes["quiet"] == .low)
        #expect(wishes["plan"] == .condition(.oneOf([.text("pro"), .text("team")])))
        #expect(wishes["spent"] == .condition(.range(NumberRange(atLeast: 10))))
        #expect(taxonomy.features == ["plan", "quiet", "spent", "visits"])
        #expect(taxonomy.problem(features: PersonaFixture.kinds, clusters: ["c-b"]) == nil)
    }

    @Test("what does not fit is told with its place")
    func problems() {
        #expect(problem { _ in } == nil)
        #expect(problem { $0.version = 2 }?.keyPath == ["version"])
        #expect(problem { $0.revision = 0 }?.keyPath == ["revision"])
        #expect(problem { $0.abstainBelow = 1.5 }?.keyPath == ["abstainBelow"])
        #expect(problem { $0.personas = [:] }?.keyPath == ["personas"])
        #expect(
            problem { $0.personas["browsers"]?.clusters = ["c-x"] }?.keyPath
                == ["personas", "browsers", "clusters", "0"])
        #expect(
            problem { $0.personas["regulars"]?.clusters = ["c-a"] }?.what
                == "cluster 'c-a' belongs to 'browsers' already")
        #expect(
            problem { $0.personas["browsers"]?.parent = "nobody" }?.keyPath == [
                "personas", "browsers", "parent",
            ])
        #expect(
            problem { $0.personas["9lives"] = PersonaDefinition(title: "x") }?.keyPath == [
                "personas", "9lives",
            ])
        #expect(
            problem {
                $0.personas["regulars"]?.parent = "key-accounts"
            }?.what == "the persona is a kind of itself")
        #expect(problem { $0.rules?[0].persona = "vip" }?.keyPath == ["rules", "0", "persona"])
        #expect(problem { $0.rules?[0].because = " " }?.keyPath == ["rules", "0", "because"])
        #expect(problem { $0.rules?[0].when = [:] }?.keyPath == ["rules", "0", "when"])
        #expect(problem { $0.rules?[0].when = ["spend": .number(1)] }?.remedy.contains("spent") == true)
        #expect(
            problem { $0.rules?[0].when = ["plan": .range(NumberRange(atLeast: 1))] }?.what
                == "the feature is a category and has no bounds")
        #expect(problem { $0.rules?[0].when = ["spent": .text("much")] }?.what == "the feature is a number")
        #expect(
            problem { $0.rules?[0].when = ["spent": .range(NumberRange(atLeast: 2, below: 1))] }?.what
                == "it holds no number")
        #expect(
            problem { $0.flags?[0].when = ["age": .number(1)] }?.keyPath == ["flags", "0", "when", "age"])
        #expect(
            problem { $0.personas["gone"]?.archetype?.wishes = [:] }?.keyPath
                == ["personas", "gone", "archetype", "wishes"])
        #expect(
            problem { $0.personas["gone"]?.archetype?.atLeast = 2 }?.keyPath
                == ["personas", "gone", "archetype", "atLeast"])
        #expect(problem { $0.retired = ["gone": "why"] }?.keyPath == ["retired", "gone"])
    }

    @Test("where no persona is written, or each is commented out, the file is answered by what to do")
    func nobody() throws {
        for text in ["version: 1\nrevision: 1\ntitle: T\npersonas:\n", "version: 1\nrevision: 1\ntitle: T\n"]
        {
            let taxonomy = try SettingsDocument(text: text, file: "personas.yaml").decode(Taxonomy.self)
            let problem = try #require(taxonomy.problem(features: [:], clusters: ["c-a"]))
            #expect(problem.keyPath == ["personas"] && problem.what == "there is no persona")
            #expect(problem.remedy.contains("uncomment it in the draft"))
        }
    }

    @Test("a persona stands before those below it, and has all of them below it")
    func tree() {
        var taxonomy = PersonaFixture.taxonomy()
        taxonomy.personas = [
            "a-child": PersonaDefinition(title: "", parent: "b-child"),
            "b-child": PersonaDefinition(title: "", parent: "top"), "alone": PersonaDefinition(title: ""),
            "top": PersonaDefinition(title: ""), "c-child": PersonaDefinition(title: "", parent: "top"),
        ]
        #expect(taxonomy.tree == ["alone", "top", "b-child", "a-child", "c-child"])
        #expect(taxonomy.below("top") == ["a-child", "b-child", "c-child", "top"])
        #expect(taxonomy.below("b-child") == ["a-child", "b-child"])
        #expect(taxonomy.below("alone") == ["alone"])
    }

    @Test("a path leads from the top to a persona")
    func paths() {
        #expect(PersonaFixture.taxonomy().path(to: "key-accounts") == ["regulars", "key-accounts"])
        #expect(PersonaFixture.taxonomy().path(to: "browsers") == ["browsers"])
    }

    private func named(_ revision: Int, _ personas: [String: [String]], retired: [String: String]? = nil)
        -> Taxonomy
    {
        Taxonomy(
            revision: revision, title: "t",
            personas: personas.mapValues { PersonaDefinition(title: "p", formerly: $0) }, retired: retired)
    }

    @Test("renames, splits, merges and retirements are followed")
    func migration() throws {
        let before = named(1, ["a": [], "b": [], "c": [], "d": [], "e": []])
        let after = named(
            2, ["a": [], "bee": ["b"], "c-one": ["c"], "c-two": ["c"], "both": ["d", "e"], "new": []])
        let moves = try TaxonomyMigration(from: before, to: after)
        #expect(moves.moves.map(\.persona) == ["a", "b", "c", "d", "e"])
        #expect(moves.moves.map(\.change) == [.kept, .renamed, .split, .merged, .merged])
        #expect(moves.moves.map(\.becomes) == [["a"], ["bee"], ["c-one", "c-two"], ["both"], ["both"]])
        #expect(moves.added == ["new"])
        let last = named(
            3, ["a": [], "bee": ["b"], "c-one": ["c"], "c-two": ["c"], "new": []],
            retired: ["both": "nobody left"])
        let end = try TaxonomyMigration(from: after, to: last)
        #expect(end.moves.first { $0.persona == "both" }?.change == .retired)
        #expect(end.moves.first { $0.persona == "bee" }?.change == .kept)
    }

    @Test(
        "a persona that vanished without a word, a source that was not there and a number used twice are refused"
    )
    func refusals() {
        let before = named(1, ["a": [], "b": []])
        #expect(throws: TaxonomyProblem.self) { try TaxonomyMigration(from: before, to: named(2, ["a": []])) }
        #expect(throws: TaxonomyProblem.self) {
            try TaxonomyMigration(from: before, to: named(2, ["a": [], "b": [], "c": ["x"]]))
        }
        #expect(throws: TaxonomyProblem.self) {
            try TaxonomyMigration(from: before, to: named(1, ["a": [], "b": [], "c": []]))
        }
        #expect(throws: Never.self) { try TaxonomyMigration(from: before, to: before) }
    }
}
