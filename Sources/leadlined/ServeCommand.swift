import Registry
import Serving
import Terminal

/// `leadlined`: serves what the registry promotes until it is told to stop.
enum ServeCommand: Subcommand {
    static let version = "0.1.0"

    static let specification = CommandSpecification(
        name: "leadlined", summary: "serve the promoted versions of models over HTTP",
        options: [
            .value("registry", placeholder: "DIR", isRequired: true, help: "the registry's directory"),
            .list(
                "model", placeholder: "NAME[@ALIAS]",
                help: "a model to serve, by alias (production if none is given); repeat for more"),
            .value(
                "listen", placeholder: "IP:PORT", default: "\(ListenAddress.standard)",
                help: "where to listen; port 0 takes any free one"),
            .value("keys", placeholder: "FILE", help: "the keys that are let in, made by `leadline key new`"),
            .list(
                "trusted-key", placeholder: "FILE",
                help: "serve only versions that the owner of this public key (PEM) signed; repeat for more"),
            .flag("open-on-loopback", help: "let in everyone on this host; only on a loopback address"),
            .value(
                "threads", placeholder: "N", default: "2", help: "threads that read, compute and write"),
            .value(
                "poll", placeholder: "MS", default: "200",
                help: "milliseconds between two looks at the aliases"),
            .value(
                "max-connections", placeholder: "N", default: "512", help: "connections open at one time"),
            .value(
                "max-body", placeholder: "BYTES", default: "4194304", help: "bytes of a request's body"),
            .value("max-rows", placeholder: "N", default: "10000", help: "rows of one batch"),
            .value("timeout", placeholder: "S", default: "10", help: "seconds a connection may be idle"),
            .value(
                "drain", placeholder: "S", default: "10",
                help: "seconds that requests in flight have to finish after SIGTERM or SIGINT"),
        ],
        discussion: """
            Prints `listening on IP:PORT` when it takes connections; /v2/health/ready says when the models are \
            loaded. A version that does not verify is refused, and the one before it goes on answering. \
            Logs are lines of JSON on standard error.
            """,
        examples: [
            CommandExample(
                "leadlined --registry registry --model repeat-purchase --open-on-loopback",
                "serves repeat-purchase@production on 127.0.0.1:8080, to this host only")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let configuration = try configuration(arguments)
        let drain = Duration.seconds(try arguments.integer("drain", in: 0...3_600) ?? 10)
        // Before the first thread starts, so that all of them leave the signals to this one.
        let signals = TerminationSignals()
        let log = ServingLog { line in console.note(String(decoding: line.dropLast(), as: UTF8.self)) }
        let daemon = try Daemon(configuration, log: log)
        console.line("listening on \(daemon.address)")
        signals.wait()
        return daemon.drain(within: drain) ? .ok : .failed
    }

    private static func configuration(_ arguments: ParsedArguments) throws -> Daemon.Configuration {
        let models = try arguments.texts("model").map { try ModelReference(serving: $0) }
        guard !models.isEmpty else { throw ArgumentError.missingArgument(usage: "--model NAME[@ALIAS]") }
        let access: AccessPolicy
        if let file = arguments.optionalText("keys") {
            access = .keys(try AccessKeys(file: file))
        } else if arguments.flag("open-on-loopback") {
            access = .open
        } else {
            throw ServingError.accessUndeclared
        }
        var configuration = Daemon.Configuration(
            registry: Registry(root: arguments.text("registry")), models: models, access: access)
        configuration.version = version
        let trusted = arguments.texts("trusted-key")
        configuration.trustedKeys = trusted.isEmpty ? nil : try TrustedKeys(files: trusted)
        configuration.listen = try ListenAddress(arguments.text("listen"))
        configuration.threads = try arguments.integer("threads", in: 1...256) ?? configuration.threads
        configuration.poll = .milliseconds(try arguments.integer("poll", in: 10...3_600_000) ?? 200)
        var limits = ServingLimits()
        limits.connections = try arguments.integer("max-connections", in: 1...65_536) ?? limits.connections
        limits.bodyBytes = try arguments.integer("max-body", in: 1...(1 << 30)) ?? limits.bodyBytes
        limits.batchRows = try arguments.integer("max-rows", in: 1...10_000_000) ?? limits.batchRows
        limits.idleSeconds = try arguments.integer("timeout", in: 1...3_600) ?? limits.idleSeconds
        configuration.limits = limits
        return configuration
    }
}
