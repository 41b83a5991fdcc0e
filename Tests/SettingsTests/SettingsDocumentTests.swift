import FoundationEssentials
import Settings
import Testing

@Suite struct SettingsDocumentTests {
    @Test func linesOfKeyPaths() throws {
        let document = try SettingsDocument(text: PipelineText.valid, file: "pipeline.yaml")
        #expect(document.line(of: []) == 1)
        #expect(document.line(of: ["name"]) == 2)
        #expect(document.line(of: ["data", "zone"]) == 4)
        #expect(document.line(of: ["sources"]) == 5)
        #expect(document.line(of: ["sources", "purchases", "select"]) == 11)
        #expect(document.line(of: ["sources", "purchases", "events", "1"]) == 25)
        #expect(document.line(of: ["sources", "purchases", "events", "1", "recordedAt"]) == 28)
        #expect(document.line(of: ["features", "velocity"]) == 35)
        #expect(document.line(of: ["features", "nowhere"]) == nil)
        #expect(document.line(of: ["features", "velocity", "kind", "deeper"]) == nil)
        #expect(document.line(of: ["sources", "purchases", "events", "9"]) == nil)
    }

    @Test func semanticErrors() throws {
        let document = try SettingsDocument(text: PipelineText.valid, file: "pipeline.yaml")
        let error = document.error(
            at: ["sources", "purchases", "events", "1", "occurredAt"], "no field has the name `date`",
            remedy: "add the field")
        #expect(
            error.description
                == """
                pipeline.yaml:27:21: sources.purchases.events[1].occurredAt: no field has the name `date`; \
                remedy: add the field
                """)
        let missing = document.error(at: ["model", "solver"], "a solver is needed", remedy: "name one")
        #expect(
            missing.description == "pipeline.yaml:36:1: model.solver: a solver is needed; remedy: name one")
    }

    private func temporary(_ name: String, _ bytes: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    @Test func readsFiles() throws {
        let path = try temporary("pipeline.yaml", Array(PipelineText.valid.utf8))
        let document = try SettingsDocument(file: path)
        #expect(document.bytes == Array(PipelineText.valid.utf8))
        #expect(document.file == path)
        #expect(try document.decode(Pipeline.self) == YAML.decode(Pipeline.self, fromFile: path))
        try FileManager.default.removeItem(atPath: path)
    }

    @Test func unreadableFiles() throws {
        #expect {
            try SettingsDocument(file: "no-such-folder/pipeline.yaml")
        } throws: {
            "\($0)" == """
                no-such-folder/pipeline.yaml: cannot read the file: No such file or directory; \
                remedy: check the path and its permissions
                """
        }
        #expect {
            try SettingsDocument(file: ".")
        } throws: {
            "\($0)" == ".: cannot read the file: Is a directory; remedy: check the path and its permissions"
        }
        #expect {
            try SettingsDocument(file: "/dev/zero")
        } throws: {
            "\($0)".contains("the file has more than 4194304 bytes")
        }
    }

    @Test func notUTF8() throws {
        let path = try temporary("latin.yaml", Array("a: 1\nb: caf".utf8) + [0xE9, 0x0A])
        #expect {
            try SettingsDocument(file: path)
        } throws: {
            "\($0)" == "\(path):2:7: the file is not UTF-8 text; remedy: save the file as UTF-8"
        }
        try FileManager.default.removeItem(atPath: path)
    }
}
