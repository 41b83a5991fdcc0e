import Features
import Models
import Personas
import Scoring
import Storage
import Testing

@Suite("Packages of personas")
struct PersonaPackageTests {
    private func package() throws -> PersonaPackage {
        let model = try PersonaFixture.model()
        let rows: [[InputValue]] = [
            [.number(6), .number(60), .level("free"), .missing],
            [.number(20), .number(170), .level("pro"), .number(3)],
            [.missing, .missing, .missing, .number(95)],
        ]
        return PersonaPackage(
            name: "who", unit: "lead", model: model, kinds: PersonaFixture.kinds, features: nil,
            golden: rows.map { GoldenAssignment(values: $0, model: model) })
    }

    @Test("a package reads back as it was written, to the last bit")
    func roundTrip() throws {
        let package = try package()
        let files = try package.files()
        #expect(files.keys.sorted() == ["clusters.json", "golden.json", "personas.json"])
        let again = try PersonaPackage(files: files)
        #expect(again == package)
        #expect(try again.files() == files)
        #expect(try again.digest == package.digest)
        try again.replayGolden()
    }

    @Test("nobody takes personas for a scorer")
    func noScorer() throws {
        let files = try package().files()
        #expect(throws: ScoringError.notScorer(kind: "personas")) { try ScorerPackage(files: files) }
    }

    @Test("another assignment than was recorded is refused")
    func golden() throws {
        var package = try package()
        package.golden[1].assignment.probability = 0.25
        #expect(throws: PersonaError.goldenRow(index: 1)) { try package.replayGolden() }
        package.golden = []
        #expect(throws: PersonaError.self) { try package.replayGolden() }
    }

    @Test("files that are missing, of a newer format, or hostile end in typed errors")
    func hostile() throws {
        let files = try package().files()
        for name in files.keys {
            var fewer = files
            fewer[name] = nil
            #expect(throws: PersonaError.missingFile(name)) { try PersonaPackage(files: fewer) }
            var newer = files
            let text = String(decoding: files[name] ?? [], as: UTF8.self)
            newer[name] = Array(text.replacing("\"formatVersion\":1", with: "\"formatVersion\":2").utf8)
            #expect(throws: PersonaError.newerFormat(file: name, found: 2, known: 1)) {
                try PersonaPackage(files: newer)
            }
            var cut = files
            cut[name] = Array((files[name] ?? []).dropLast(2))
            #expect(throws: PersonaError.self) { try PersonaPackage(files: cut) }
        }
        for (old, new) in [
            ("\"temperature\":0.5", "\"temperature\":0.0"), ("\"scale\":[5.0,", "\"scale\":[0.0,"),
            ("\"c-a\",", "\"c-b\","), ("\"farthest\":30.0", "\"farthest\":-1.0"),
        ] {
            var other = files
            let text = String(decoding: files["clusters.json"] ?? [], as: UTF8.self)
            let changed = text.replacing(old, with: new)
            #expect(changed != text)
            other["clusters.json"] = Array(changed.utf8)
            #expect(throws: PersonaError.self) { try PersonaPackage(files: other) }
        }
    }
}
