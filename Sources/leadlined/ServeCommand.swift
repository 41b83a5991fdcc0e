import Glibc
import Registry
import Serving
import Terminal

/// `leadlined`: serves what the registry promotes until it is told to stop.
enum ServeCommand: Subcommand {
    static let version = "0.1.0"

    static let specification = CommandSpecification(
        name: "leadlined", summary: "serve the promoted versions of models over HTTP",
        options: [
            .value(
                "settings", placeholder: "FILE",
                help:
                    "the settings of the daemon (YAML); an option given beside it counts instead of its entry"
            ),
            .value("registry", placeholder: "DIR", help: "the registry's directory"),
            .list(
                "model", placeholder: "NAME[@ALIAS]",
                help: "a model to serve, by alias (production if none is given); repeat for more"),
            .list(
                "canary", placeholder: "NAME@ALIAS=PERCENT",
                help: "try the version of this alias on a share of the model's leads; repeat for more models"),
            .list(
                "shadow", placeholder: "NAME@ALIAS",
                help: "score by the version of this alias, too, and never answer with it; repeat for more"),
            .value(
                "personas", placeholder: "NAME[@ALIAS]",
                help: "the personas that /v1/persona answers by, by alias (production if none is given)"),
            .value(
                "listen", placeholder: "IP:PORT",
                help: "where to listen, \(ListenAddress.standard) if not given; port 0 takes any free one"),
            .value("keys", placeholder: "FILE", help: "the keys that are let in, made by `leadline key new`"),
            .list(
                "trusted-key", placeholder: "FILE",
                help: "serve only versions that the owner of this public key (PEM) signed; repeat for more"),
            .value(
                "decision-log", placeholder: "FILE",
                help: "keep what is answered about which lead, by pseudonym, for `leadline evaluate --log`"),
            .value(
                "pseudonym-key", placeholder: "FILE",
                help: "the key of these pseudonyms: `pseudonym.key` of the pipeline's working folder"),
            .flag("open-on-loopback", help: "let in everyone on this host; only on a loopback address"),
            .value("threads", placeholder: "N", help: "threads that read, compute and write (2)"),
            .value(
                "busy-poll", placeholder: "US",
                help:
                    "microseconds a thread looks for the next request before it sleeps, where they come one at a time (100; 0 never)"
            ),
            .value("poll", placeholder: "MS", help: "milliseconds between two looks at the aliases (200)"),
            .value("max-connections", placeholder: "N", help: "connections open at one time (512)"),
            .value("max-body", placeholder: "BYTES", help: "bytes of a request's body (4194304)"),
            .value("max-rows", placeholder: "N", help: "rows of one batch (10000)"),
            .value("timeout", placeholder: "S", help: "seconds a connection may be idle (10)"),
            .value(
                "drain", placeholder: "S",
                help: "seconds that requests in flight have to finish after SIGTERM or SIGINT (10)"),
            .flag(
                "check",
                help:
                    "read the settings and the keys, and each model's version as at a start, look at the logs, say what is wrong, and end"
            ),
        ],
        discussion: """
            Prints `listening on IP:PORT` when it takes connections; /v2/health/ready says when the models are \
            loaded. A version that does not verify is refused, and the one before it goes on answering. \
            Logs are lines of JSON on standard error. SIGHUP has it read the settings and the keys again. \
            --check ends with 0 where all is sound, 1 where a model or the personas have no version that can be \
            served, or a start would end at once (open access from elsewhere, a log that cannot be written), 2 where only a canary or a shadow has none, the address is not encrypted or its certificate ends within two weeks, 3 where the settings \
            or the keys cannot be used.
            """,
        examples: [
            CommandExample(
                "leadlined --registry registry --model repeat-purchase --open-on-loopback",
                "serves repeat-purchase@production on 127.0.0.1:8080, to this host only"),
            CommandExample(
                "leadlined --settings serving.yaml --check",
                "says whether the settings are sound and the models can be served"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        var configuration = try Daemon.Configuration(settings(arguments))
        configuration.version = version
        if arguments.flag("check") {
            let findings = try configuration.startFindings()
            for finding in findings { console.warn(finding.text) }
            console.line(
                findings.isEmpty
                    ? "the settings are sound, and every model has a version that can be served"
                    : "the settings can be read; \(findings.count == 1 ? "one thing" : "\(findings.count) things") to look at"
            )
            return findings.contains(where: \.isBlocking) ? .failed : findings.isEmpty ? .ok : .warned
        }
        // Before the first thread starts, so that all of them leave the signals to this one.
        let signals = DaemonSignals()
        let stream = LogStream(descriptor: STDERR_FILENO)
        let log = ServingLog { stream.write($0) }
        let daemon = try Daemon(configuration, log: log)
        console.line("listening on \(daemon.address)")
        let manager = ServiceNotifier()
        manager?.tell(.ready)
        while case .reload = signals.wait() {
            manager?.tell(.reloading)
            do {
                let wanted = try Daemon.Configuration(settings(arguments), before: configuration)
                configuration.drain = wanted.drain
                daemon.reload(wanted)
            } catch {
                daemon.keepSettings(because: "\(error)")
            }
            manager?.tell(.ready)
        }
        manager?.tell(.stopping)
        return daemon.drain(within: configuration.drain) ? .ok : .failed
    }

    /// The settings of the file, if one is given, with what the options say in their place.
    private static func settings(_ arguments: ParsedArguments) throws -> ServingSettings {
        var settings: ServingSettings
        if let file = arguments.optionalText("settings") {
            settings = try ServingSettings(file: file)
        } else {
            guard let registry = arguments.optionalText("registry") else {
                throw ArgumentError.missingArgument(usage: "--registry DIR")
            }
            settings = ServingSettings(registry: registry, models: [])
        }
        settings.registry = arguments.optionalText("registry") ?? settings.registry
        let models = arguments.texts("model")
        if !models.isEmpty {
            settings.models = try models.map { ServedModel(champion: try ModelReference(serving: $0)) }
        }
        guard !settings.models.isEmpty else {
            throw ArgumentError.missingArgument(usage: "--model NAME[@ALIAS]")
        }
        try setChallengers(of: &settings, arguments)
        settings.personas =
            try arguments.optionalText("personas").map { ServedPersonas(try ModelReference(serving: $0)) }
            ?? settings.personas
        settings.listen =
            try arguments.optionalText("listen").map { try ListenAddress($0) } ?? settings.listen
        if let keys = arguments.optionalText("keys") {
            settings.access = AccessSettings()
            settings.access?.keys = keys
        } else if arguments.flag("open-on-loopback") {
            settings.access = AccessSettings()
            settings.access?.openOnLoopback = true
        }
        if arguments.isGiven("trusted-key") { settings.trustedKeys = arguments.texts("trusted-key") }
        try setDecisions(of: &settings, arguments)
        try setNumbers(of: &settings, arguments)
        return settings
    }

    /// Adds what is tried beside the champions.
    private static func setChallengers(
        of settings: inout ServingSettings, _ arguments: ParsedArguments
    ) throws {
        func place(_ name: String) throws -> Int {
            guard let place = settings.models.firstIndex(where: { $0.name == name }) else {
                throw ArgumentError.missingArgument(usage: "--model \(name)")
            }
            return place
        }
        for text in arguments.texts("canary") {
            let plan = try CanaryPlan(text)
            settings.models[try place(plan.reference.name)].canary = plan
        }
        for text in arguments.texts("shadow") {
            let reference = try ModelReference(challenger: text)
            settings.models[try place(reference.name)].shadows.append(reference)
        }
    }

    private static func setDecisions(of settings: inout ServingSettings, _ arguments: ParsedArguments) throws
    {
        let file = arguments.optionalText("decision-log") ?? settings.decisions?.file
        let key = arguments.optionalText("pseudonym-key") ?? settings.decisions?.pseudonymKey
        guard file != nil || key != nil else { return }
        guard let file else { throw ArgumentError.missingArgument(usage: "--decision-log FILE") }
        guard let key else { throw ArgumentError.missingArgument(usage: "--pseudonym-key FILE") }
        settings.decisions = settings.decisions ?? DecisionSettings(file: file, pseudonymKey: key)
        settings.decisions?.file = file
        settings.decisions?.pseudonymKey = key
    }

    private static func setNumbers(of settings: inout ServingSettings, _ arguments: ParsedArguments) throws {
        typealias Range = ServingSettings.Range
        func set(_ value: inout Int?, _ name: String, _ range: ClosedRange<Int>) throws {
            value = try arguments.integer(name, in: range) ?? value
        }
        try set(&settings.threads, "threads", Range.threads)
        try set(&settings.busyPollMicroseconds, "busy-poll", Range.busyPollMicroseconds)
        try set(&settings.pollMilliseconds, "poll", Range.pollMilliseconds)
        try set(&settings.drainSeconds, "drain", Range.drainSeconds)
        var limits = settings.limits ?? LimitSettings()
        try set(&limits.connections, "max-connections", Range.connections)
        try set(&limits.bodyBytes, "max-body", Range.bodyBytes)
        try set(&limits.batchRows, "max-rows", Range.batchRows)
        try set(&limits.idleSeconds, "timeout", Range.idleSeconds)
        settings.limits = limits
    }
}
