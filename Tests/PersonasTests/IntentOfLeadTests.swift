import Features
import Foundation
import Models
import Personas
import Scoring
import Storage
import Testing

@Suite("Intents of leads")
struct IntentOfLeadTests {
    private let lead = EntityKey(namespace: "lead", id: "7")
    private let asked = Instant(microseconds: 100 * 86_400_000_000)

    private func intent(of message: FeatureValue) throws -> IntentOfLead? {
        try IntentFixture.personas().assignment(
            of: [.number(6), .number(60), .category("free"), .missing, message]
        ).intent
    }

    @Test("the model's answer to the message, or why there is none")
    func answers() throws {
        let named = try #require(try intent(of: .category("My card!")))
        // By hand: margins 6, 0, 0.
        #expect(named.name == "card lost" && named.likeliest == "card lost" && named.abstention == nil)
        #expect(abs((named.probability ?? 0) - exp(6) / (exp(6) + 2)) < 1e-12)
        #expect(named.runnerUp == "cash out")
        #expect(abs((named.runnerUpProbability ?? 0) - 1 / (exp(6) + 2)) < 1e-12)
        let torn = try #require(try intent(of: .category("cash, card")))
        #expect(torn.name == nil && torn.abstention == .belowThreshold && torn.likeliest == "card lost")
        #expect((torn.probability ?? 1) < 0.6)
        for text in ["", "\u{1F642}\u{1F642}", "δοκιμή", "\u{0}\u{7}", " \n"] {
            #expect(try intent(of: .category(text)) == IntentOfLead(abstention: .nothingKnown))
        }
        #expect(try intent(of: .missing) == IntentOfLead(abstention: .noMessage))
        #expect(try intent(of: .number(3)) == IntentOfLead(abstention: .noMessage))
    }

    @Test("a message of ten megabytes is answered by its beginning")
    func longest() throws {
        let long = "card " + String(repeating: "cash ", count: 2_000_000)
        let start = String(long.unicodeScalars.prefix(TermBlocks.longestText))
        #expect(try intent(of: .category(long)) == intent(of: .category(start)))
    }

    @Test("the intent has no part in who the lead is, and nothing else that is said has the message")
    func apart() throws {
        let secret = "card of Zoë Quill, 4111-1111"
        let values: [FeatureValue] = [.number(6), .number(60), .category("free"), .missing]
        var with = try IntentFixture.personas().assignment(of: values + [.category(secret)], reasons: 50)
        let written = String(
            decoding: try CanonicalJSON.encode(with), as: UTF8.self)
        #expect(written.contains("card lost"))
        #expect(!written.contains("Quill") && !written.contains("4111"))
        with.intent = nil
        #expect(try with == PersonaFixture.model().assignment(of: values, reasons: 50))
    }

    private func event(
        _ day: Double, _ text: AttributeValue?, kind: String = "message", recorded: Double? = nil
    ) -> Event {
        func time(_ day: Double) -> Instant { Instant(microseconds: Int64(day * 86_400_000_000)) }
        return Event(
            id: "\(day)-\(kind)", source: "s", kind: kind, subject: lead, occurredAt: time(day),
            recordedAt: time(recorded ?? day), attributes: text.map { ["text": $0] } ?? [:])
    }

    private func live() throws -> LivePersonas {
        let taxonomy = IntentFixture.taxonomy()
        return try LivePersonas(
            PersonaPackage(
                name: "who", unit: "lead", model: IntentFixture.personas(taxonomy),
                kinds: PersonaFixture.kinds, features: taxonomy.features(beside: IntentFixture.features()),
                golden: []))
    }

    /// The newest message that had happened and was recorded, in the window; texts alone are messages.
    @Test("the message is the newest that was known then, whatever comes later and in whatever order")
    func slicing() throws {
        let live = try live()
        let events = [
            event(80, .text("rate")), event(95, .text("card")), event(96, .text("cash"), kind: "note"),
            event(97, .number(4)), event(98, nil), event(94, .text("cash"), recorded: 200),
            event(100, .text("cash")), event(101, .text("cash")), event(60, .text("rate"), recorded: 99),
        ]
        for order in [events, events.reversed()] {
            let answer = live.assignment(for: lead, events: order, at: asked)
            #expect(answer.intent?.name == "card lost")
            let later = live.assignment(
                for: lead, events: order, at: Instant(microseconds: asked.microseconds + 1))
            #expect(later.intent?.name == "cash out")
            let earlier = live.assignment(
                for: lead, events: order, at: Instant(microseconds: 95 * 86_400_000_000))
            #expect(earlier.intent?.name == "rates")
        }
        // Without what came later the bits are the same.
        #expect(
            live.assignment(for: lead, events: events, at: asked)
                == live.assignment(for: lead, events: events.filter { $0.isKnown(at: asked) }, at: asked))
        let old = live.assignment(
            for: lead, events: events, at: Instant(microseconds: 140 * 86_400_000_000))
        #expect(old.intent == IntentOfLead(abstention: .noMessage))
        #expect(live.assignment(for: lead, events: [], at: asked).intent?.abstention == .noMessage)
    }

    @Test("a table of events gives the same bits as the live fold")
    func batch() throws {
        let live = try live()
        let events = [event(80, .text("rate cash")), event(95, .text("card cash")), event(97, .number(4))]
        let features = try #require(live.package.features)
        for day in [81, 90, 96, 120, 130] {
            let time = Instant(microseconds: Int64(day) * 86_400_000_000)
            let frame = FeatureTableFold(features, EventTable(events), concurrency: 1).frame(
                of: FrameQuestions(entities: [lead], at: [time]))
            let columns = try live.package.model.features.map { try #require(frame.column($0)) }
            let found = live.package.model.assignment(of: columns.map { $0.value(at: 0) })
            #expect(found == live.assignment(for: lead, events: events, at: time))
        }
        // Counts of nothing are numbers: whoever has done nothing yet is nobody all the same.
        let before = live.assignment(
            for: lead, events: events, at: Instant(microseconds: 50 * 86_400_000_000))
        #expect(
            before == live.package.model.unknown
                && before == live.assignment(for: lead, events: [], at: .latest))
        #expect(before.persona == nil && before.abstention == .nothingKnown && before.reasons.isEmpty)
    }

    @Test("what does not fit is told with its place")
    func problems() throws {
        func problem(_ question: IntentQuestion) -> [String]? {
            var taxonomy = PersonaFixture.taxonomy()
            taxonomy.intent = question
            return taxonomy.problem(features: PersonaFixture.kinds, clusters: ["c-a", "c-b", "c-c"])?.keyPath
        }
        #expect(problem(IntentFixture.question) == nil)
        #expect(problem(IntentQuestion(model: "", event: "message")) == ["intent", "model"])
        #expect(problem(IntentQuestion(model: "/intent.json", event: "message")) == ["intent", "model"])
        #expect(problem(IntentQuestion(model: "intent.json", event: "")) == ["intent", "event"])
        #expect(
            problem(IntentQuestion(model: "i", event: "message", attribute: "")) == ["intent", "attribute"])
        #expect(
            problem(IntentQuestion(model: "i", event: "message", window: TimeSpan.days(0)))
                == ["intent", "window"])
        #expect(throws: TaxonomyProblem.self) {
            try PersonaModel(
                clusters: PersonaFixture.clusters(), taxonomy: IntentFixture.taxonomy(),
                kinds: PersonaFixture.kinds)
        }
        let taken = try FeatureSet([
            Feature(
                name: IntentQuestion.featureName, definition: FeatureDefinition(kind: .count, of: "visit"))
        ])
        #expect(throws: TaxonomyProblem.self) { try IntentFixture.taxonomy().features(beside: taken) }
    }

    private func package() throws -> PersonaPackage {
        let model = try IntentFixture.personas()
        let rows: [[InputValue]] = [
            [.number(6), .number(60), .level("free"), .missing, .level("card rate")],
            [.missing, .missing, .missing, .number(95), .missing],
        ]
        return PersonaPackage(
            name: "who", unit: "lead", model: model, kinds: PersonaFixture.kinds,
            features: try IntentFixture.taxonomy().features(beside: IntentFixture.features()),
            golden: rows.map { GoldenAssignment(values: $0, model: model) })
    }

    @Test("a package carries the model, and its digest and golden rows are of it, too")
    func carried() throws {
        let package = try package()
        let files = try package.files()
        #expect(files.keys.sorted() == ["clusters.json", "golden.json", "intent.json", "personas.json"])
        let again = try PersonaPackage(files: files)
        #expect(try again == package && again.files() == files)
        try again.replayGolden()
        var other = files
        let text = String(decoding: files["intent.json"] ?? [], as: UTF8.self)
        other["intent.json"] = Array(text.replacing("\"threshold\":0.6", with: "\"threshold\":0.4").utf8)
        let changed = try PersonaPackage(files: other)
        #expect(try changed.digest != package.digest)
        #expect(throws: PersonaError.goldenRow(index: 0)) { try changed.replayGolden() }
    }

    @Test("a model that is missing, newer or damaged ends in a typed error, and so do messages of plain rows")
    func hostile() throws {
        let package = try package()
        let files = try package.files()
        func read(_ change: (inout [String: [UInt8]]) -> Void) throws {
            var files = files
            change(&files)
            _ = try PersonaPackage(files: files)
        }
        #expect(throws: PersonaError.missingFile("intent.json")) { try read { $0["intent.json"] = nil } }
        let text = String(decoding: files["intent.json"] ?? [], as: UTF8.self)
        for (old, new) in [
            ("\"formatVersion\":1", "\"formatVersion\":9"), ("\"intercepts\":[0.0,", "\"intercepts\":["),
            ("\"coefficients\":\"", "\"coefficients\":\"AAAA"),
            ("\"temperature\":1.0", "\"temperature\":0.0"),
            ("\"rates\"", "\"cash out\""), ("}", ""),
        ] {
            let changed = text.replacing(old, with: new)
            #expect(changed != text, "\(old)")
            #expect(throws: PersonaError.self) { try read { $0["intent.json"] = Array(changed.utf8) } }
        }
        var plain = package
        plain.features = nil
        let rows = try plain.files()
        #expect(throws: PersonaError.self) { try PersonaPackage(files: rows) }
        // Features without the message are refused, not asked.
        plain.features = try IntentFixture.features()
        let without = try plain.files()
        #expect(throws: PersonaError.self) { try PersonaPackage(files: without) }
    }
}
