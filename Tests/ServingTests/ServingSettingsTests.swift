import Registry
import Settings
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct ServingSettingsTests {
    static let least = """
        version: 1
        registry: registry
        models:
          - name: lead-conversion
        access: {openOnLoopback: true}

        """

    @Test func leavesOutMeansTheDefault() throws {
        let settings = try ServingSettings(text: Self.least, file: "serving.yaml")
        let configuration = try Daemon.Configuration(settings)
        #expect(configuration.models.map { "\($0.champion)" } == ["models:/lead-conversion@production"])
        #expect(configuration.listen == .standard)
        #expect(configuration.limits == ServingLimits())
        #expect(configuration.threads == 2)
        #expect(configuration.drain == .seconds(10))
    }

    @Test func everythingThatIsWrittenCounts() throws {
        let text = """
            version: 1
            registry: r
            models:
              - {name: a, champion: staging}
              - {name: b, champion: "3"}
            personas: shoppers@next
            listen: "[::1]:9000"
            threads: 3
            busyPollMicroseconds: 0
            pollMilliseconds: 50
            watchRegistry: false
            drainSeconds: 4
            access: {openOnLoopback: true}
            traces: {endpoint: "http://c:1/v1/traces", sample: 0.5, headers: {x-key: k}}
            limits: {connections: 7, bodyBytes: 1000, pendingBytes: 9000, batchRows: 5, idleSeconds: 2}
            """
        let configuration = try Daemon.Configuration(ServingSettings(text: text, file: "f"))
        #expect(configuration.models.map { "\($0.champion)" } == ["models:/a@staging", "models:/b/3"])
        #expect(configuration.personas.map { "\($0.reference)" } == "models:/shoppers@next")
        #expect("\(configuration.listen)" == "[::1]:9000")
        #expect(configuration.threads == 3)
        #expect(configuration.busyPoll == .zero)
        #expect(configuration.poll == .milliseconds(50))
        #expect(!configuration.watchesRegistry)
        #expect(configuration.drain == .seconds(4))
        #expect(configuration.traces?.endpoint.host == "c" && configuration.traces?.sample == 0.5)
        #expect(configuration.traces?.headers == ["x-key": "k"])
        var limits = ServingLimits()
        limits.connections = 7
        limits.bodyBytes = 1000
        limits.pendingBytes = 9000
        limits.batchRows = 5
        limits.idleSeconds = 2
        #expect(configuration.limits == limits)
    }

    @Test func pathsAreRelativeToTheFile() throws {
        let folder = TemporaryDirectory()
        let file = folder.path + "/serving.yaml"
        let text =
            Self.least.replacing("{openOnLoopback: true}", with: "{keys: /etc/keys}")
            + "trustedKeys: [signer.pem]\n"
        try AtomicFile.write(Array(text.utf8), to: file)
        let settings = try ServingSettings(file: file)
        #expect(settings.registry == folder.path + "/registry")
        #expect(settings.trustedKeys == [folder.path + "/signer.pem"])
        #expect(settings.access?.keys == "/etc/keys")
    }

    @Test(arguments: [
        ("version: 1", "version: 2", "f:1:10: version: format 2 is not known"),
        ("registry: registry", "regestry: registry", "did you mean `registry`"),
        ("- name: lead-conversion", "- name: lead-conversion\n  - name: lead-conversion", "stands twice"),
        ("- name: lead-conversion", "- {name: lead-conversion, champion: 'a/b'}", "does not name a model"),
        ("registry: registry", "registry: registry\npersonas: lead-conversion@next", "has the same name"),
        ("version: 1", "version: 1\nthreads: 0", "0 is not in 1...256"),
        ("version: 1", "version: 1\nlisten: somewhere", "is not an address to listen on"),
        ("version: 1", "version: 1\ntraces: {endpoint: 'https://c/v1'}", "is not the URL of a collector"),
        ("version: 1", "version: 1\ntraces: {endpoint: 'http://c/v1', sample: 2}", "it is not a share"),
        (
            "version: 1", "version: 1\ntraces: {endpoint: 'http://c/v1', headers: {Host: x}}",
            "it is not a header"
        ),
        ("version: 1", "version: 1\nlimits: {bodyBytes: -1}", "-1 is not in 1...1073741824"),
    ])
    func whatIsWrongIsSaidWithItsPlace(old: String, new: String, expected: String) {
        let text = Self.least.replacing(old, with: new)
        let error = #expect(throws: SettingsError.self) { try ServingSettings(text: text, file: "f") }
        let said = error.map { "\($0)" } ?? "nothing"
        #expect(said.contains(expected), "\(said)")
    }

    @Test func decisionsAreKeptUnderAKeyThatIsThere() throws {
        let folder = TemporaryDirectory()
        let file = folder.path + "/serving.yaml"
        let decisions =
            "decisions: {file: log/d.jsonl, pseudonymKey: p.key, sizeMegabytes: 3, keep: 2, inputs: true}\n"
        try AtomicFile.write(Array((Self.least + decisions).utf8), to: file)
        let settings = try ServingSettings(file: file)
        #expect(throws: StorageError.self) { try Daemon.Configuration(settings) }
        let key = try PseudonymKey.loadOrCreate(at: folder.path + "/p.key")
        let logging = try #require(try Daemon.Configuration(settings).decisions)
        #expect(logging.file == folder.path + "/log/d.jsonl" && logging.byteLimit == 3 << 20)
        #expect(logging.keep == 2 && logging.hasInputs)
        #expect(logging.key.pseudonym("lead:1") == key.pseudonym("lead:1"))
        for (name, range) in [("sizeMegabytes: 0", "1...1048576"), ("keep: -1", "0...1000")] {
            let text = Self.least + "decisions: {file: d, pseudonymKey: k, \(name)}\n"
            let error = #expect(throws: SettingsError.self) { try ServingSettings(text: text, file: "f") }
            #expect(error.map { "\($0)" }?.contains(range) == true)
        }
    }

    /// What cannot be meant is refused in a file, with its line, and in what options make of it.
    @Test func contradictionsAreRefused() throws {
        let folder = TemporaryDirectory()
        try FileSystem.makeDirectories(folder.path + "/log")
        let file = folder.path + "/serving.yaml"
        func settings(audit: String, decisions: String) throws -> ServingSettings {
            let logs = """
                audit: {file: \(audit), keep: 3}
                decisions: {file: \(decisions), pseudonymKey: p.key}

                """
            try AtomicFile.write(Array((Self.least + logs).utf8), to: file)
            return try ServingSettings(file: file)
        }
        for (audit, decisions) in [
            ("log/a", "log/a"), ("log/a", "log/a.3"), ("log/a.8", "log/a"), ("log/a", "log/../log/./a"),
            ("log/a", folder.path + "/log/a"),
        ] {
            let error = #expect(throws: SettingsError.self, "\(audit) \(decisions)") {
                try settings(audit: audit, decisions: decisions)
            }
            let said = error.map { "\($0)" } ?? ""
            #expect(said.contains("serving.yaml:6:") && said.contains("into the same files"), "\(said)")
        }
        for (audit, decisions) in [
            ("log/a", "log/b"), ("log/a", "a"), ("log/a", "log/a.4"), ("log/a.9", "log/a"),
            ("log/a.1", "log/a.2"),
        ] {
            #expect(throws: Never.self, "\(audit) \(decisions)") {
                try settings(audit: audit, decisions: decisions)
            }
        }
        for keep in ["-1", "9223372036854775807"] {
            let logs =
                "audit: {file: a, keep: \(keep)}\ndecisions: {file: b, pseudonymKey: k, keep: \(keep)}\n"
            let error = #expect(throws: SettingsError.self) {
                try ServingSettings(text: Self.least + logs, file: "f")
            }
            #expect(error.map { "\($0)" }?.contains("is not in 0...1000") == true)
        }
        var sound = try settings(audit: "log/a", decisions: "log/b")
        _ = try PseudonymKey.loadOrCreate(at: folder.path + "/p.key")
        #expect(throws: Never.self) { try Daemon.Configuration(sound) }
        func refusal(_ change: (inout ServingSettings) throws -> Void) throws -> String {
            var settings = sound
            try change(&settings)
            let error = #expect(throws: ServingError.self) { try Daemon.Configuration(settings) }
            return error.map { "\($0)" } ?? ""
        }
        #expect(try refusal { $0.decisions?.file = folder.path + "/log/a.2" }.contains("audit.file: "))
        #expect(
            try refusal {
                $0.models[0].canary = try CanaryPlan("lead-conversion@production=5")
            }.contains("models.0: an alias of model 'lead-conversion' stands for two parts"))
        #expect(
            try refusal {
                let next = try ModelReference(challenger: "lead-conversion@next")
                $0.models[0].shadows = [next, next]
            }.contains("stands for two parts"))
        #expect(
            try refusal {
                $0.models = [ServedModel(champion: try ModelReference(serving: "stats"))]
            }.contains("publish it under another name"))
        let text = Self.least.replacing("lead-conversion", with: "stats")
        let error = #expect(throws: SettingsError.self) { try ServingSettings(text: text, file: "f") }
        #expect(error.map { "\($0)" }?.contains("f:4:") == true, "\(String(describing: error))")
        sound.audit = nil
        #expect(throws: Never.self) { try Daemon.Configuration(sound) }
    }

    @Test func challengersAreNamedByAlias() throws {
        let model = """
            - name: lead-conversion
                canary: {version: staging, percent: 12.5, salt: s, stop: {scoreDistance: 1, minimumAnswers: 9}}
                shadow: [next, last]
            """
        let text = Self.least.replacing("- name: lead-conversion", with: model)
        let served = try ServingSettings(text: text, file: "f").models[0]
        let canary = try #require(served.canary)
        #expect("\(canary.reference)" == "models:/lead-conversion@staging" && canary.buckets == 1_250)
        #expect(
            canary.salt == "s" && canary.criteria.scoreDistance == 1 && canary.criteria.minimumAnswers == 9)
        #expect(canary.criteria.falseAlarm == StopCriteria().falseAlarm)
        #expect(served.shadows.map { "\($0)" } == ["next", "last"].map { "models:/lead-conversion@" + $0 })
        for (old, new, said) in [
            ("version: staging", "version: 3", "does not name a model"),
            ("version: staging", "version: latest", "does not name a model"),
            ("version: staging", "version: production", "stands for two parts"),
            ("[next, last]", "[next, next]", "stands for two parts"),
            ("percent: 12.5", "percent: 101", "101.0 is not in 0.0...100.0"),
            ("scoreDistance: 1", "scoreDistance: 2", "2.0 is not in 0.0...1.0"),
            ("scoreDistance: 1", "distance: 1", "scoreDistance"),
        ] {
            let error = #expect(throws: SettingsError.self) {
                try ServingSettings(text: text.replacing(old, with: new), file: "f")
            }
            #expect(error.map { "\($0)" }?.contains(said) == true, "\(new): \(String(describing: error))")
        }
        let plan = try CanaryPlan("shop@staging=0.01")
        #expect("\(plan.reference)" == "models:/shop@staging" && plan.buckets == 1)
        for text in ["shop=10", "shop@staging", "shop@staging=many", "shop@staging=-1", "shop@latest=5"] {
            let error = #expect(throws: ServingError.self) { try CanaryPlan(text) }
            #expect(
                error.map { "\($0)" }?.contains("give NAME@ALIAS=PERCENT with a percentage from 0 to 100")
                    == true)
        }
    }

    @Test func accessHasToBeDeclared() throws {
        let text = Self.least.replacing("access: {openOnLoopback: true}", with: "")
        let settings = try ServingSettings(text: text, file: "f")
        #expect(throws: ServingError.accessUndeclared) { try Daemon.Configuration(settings) }
    }
}
