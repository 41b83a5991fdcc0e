import Registry
import Testing

@Suite struct ModelReferenceTests {
    @Test(arguments: [
        ("models:/buyers/3", ModelReference.Target.version(3)),
        ("models:/buyers@production", .alias("production")), ("models:/buyers@latest", .alias("latest")),
        ("models:/buyers/latest", .alias("latest")),
    ])
    func references(text: String, target: ModelReference.Target) throws {
        let reference = try ModelReference(text)
        #expect(reference.name == "buyers")
        #expect(reference.target == target)
        #expect(try ModelReference(reference.description) == reference)
    }

    @Test(arguments: [
        "", "buyers", "models:/", "models:/buyers", "models:/buyers/", "models:/buyers/0",
        "models:/buyers/03",
        "models:/buyers/-1", "models:/buyers/x", "models:/buyers@", "models:/@x", "models:/Buyers/1",
        "models:/buyers/1/2", "models:/../1", "model:/buyers/1", "models:/buyers@a@b",
    ])
    func textsThatAreNone(text: String) {
        #expect(throws: RegistryError.invalidReference(text)) { try ModelReference(text) }
    }

    @Test func referencesLeadToVersions() throws {
        let sample = try SampleRegistry.promoted()
        func load(_ text: String) throws -> Int {
            try sample.registry.load(try ModelReference(text)).version
        }
        #expect(try load("models:/buyers/1") == 1)
        #expect(try load("models:/buyers@production") == 2)
        #expect(try load("models:/buyers@staging") == 1)
        #expect(try load("models:/buyers/latest") == 2)
        #expect(throws: RegistryError.noSuchModel(name: "sellers", known: ["buyers"])) {
            try load("models:/sellers/1")
        }
        #expect(throws: RegistryError.noSuchVersion(model: "buyers", version: 3, known: [1, 2])) {
            try load("models:/buyers/3")
        }
        let error = #expect(throws: RegistryError.self) { try load("models:/buyers@none") }
        #expect(error?.description == "`buyers` has no alias `none`; it has production, shadow, staging")
    }
}
