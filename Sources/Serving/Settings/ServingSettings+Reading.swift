internal import Features
public import Settings
internal import Storage

extension ServingSettings {
    /// The admitted ranges, which options of the command line have, too.
    public enum Range {
        /// Threads that read, compute and write.
        public static let threads = 1...256
        /// Microseconds that a thread looks for the next request before it sleeps.
        public static let busyPollMicroseconds = 0...10_000
        /// Milliseconds between two looks at the aliases.
        public static let pollMilliseconds = 10...3_600_000
        /// Seconds to finish what is in flight.
        public static let drainSeconds = 0...3_600
        /// Megabytes of a file of the log of decisions.
        public static let decisionMegabytes = 1...1_048_576
        /// Percent of the leads that a canary answers.
        public static let percent = 0.0...100.0
        /// Questions before the first look at a canary.
        public static let minimumAnswers = 1...1_000_000_000
        /// A share of questions, or a distance of scores.
        public static let share = 0.0...1.0
        /// How many times the champion's time a canary may take.
        public static let latencyRatio = 1.0...1e6
        /// The share of sound canaries that are stopped.
        public static let falseAlarm = 1e-9...0.5
        /// Open connections.
        public static let connections = 1...65_536
        /// Bytes of a body.
        public static let bodyBytes = 1...(1 << 30)
        /// Bytes of all bodies together.
        public static let pendingBytes = 1...(1 << 40)
        /// Rows of a batch.
        public static let batchRows = 1...10_000_000
        /// The prior of a fallback.
        public static let prior = 0.000_001...0.999_999
        /// Milliseconds of scoring a row past which it is a failure.
        public static let slowMilliseconds = 0.001...3_600_000.0
        /// Failures that open a breaker.
        public static let failures = 1...10_000
        /// Seconds of a breaker's window and of its pause.
        public static let breakerSeconds = 1...86_400
        /// Megabytes of a file of a log.
        public static let sizeMegabytes = 1...100_000
        /// Files of a log beside the one that grows.
        public static let keep = 0...1_000
        /// Seconds of idleness.
        public static let idleSeconds = 1...3_600
    }

    /// Reads and checks a file; its paths, relative to it, are made relative to where the program runs.
    ///
    /// - Throws: `SettingsError` with file, line and key: another format, an unknown key, a value of another kind, a
    ///   number outside its range, no model, or a model that stands twice.
    public init(file: String) throws(SettingsError) {
        let document = try SettingsDocument(file: file)
        try self.init(document)
        let folder = FileSystem.parent(of: file)
        func path(_ name: String) -> String { FileSystem.path(name, in: folder) }
        registry = path(registry)
        trustedKeys = trustedKeys.map { $0.map(path) }
        if let keys = access?.keys { access?.keys = path(keys) }
        if let decisions {
            self.decisions?.file = path(decisions.file)
            self.decisions?.pseudonymKey = path(decisions.pseudonymKey)
        }
        if let file = audit?.file { audit?.file = path(file) }
        if let transport = tls {
            tls?.certificate = path(transport.certificate)
            tls?.key = path(transport.key)
        }
        // Once more, since logs are compared by the folders that their names lead to.
        try refuseContradiction(document)
    }

    private func refuseContradiction(_ document: SettingsDocument) throws(SettingsError) {
        guard let contradiction else { return }
        throw document.error(at: contradiction.place, contradiction.problem, remedy: contradiction.remedy)
    }

    /// Reads and checks a text; `file` is its name in errors.
    ///
    /// - Throws: as `init(file:)`.
    public init(text: String, file: String) throws(SettingsError) {
        try self.init(SettingsDocument(text: text, file: file))
    }

    private init(_ document: SettingsDocument) throws(SettingsError) {
        self = try document.decode(ServingSettings.self)
        let check = SettingsCheck(document: document)
        try check.require(
            version == 1, ["version"], "format \(version) is not known",
            version > 1 ? "install a newer Leadline" : "write `version: 1`")
        try check.require(!models.isEmpty, ["models"], "there is no model", "name at least one")
        for (index, model) in models.enumerated() {
            try check.require(
                !models[..<index].contains { $0.name == model.name }, ["models", "\(index)", "name"],
                "the model stands twice", "name each model once")
            try Self.check(model, ["models", "\(index)"], check)
        }
        if let traces {
            try check.require(
                TraceEndpoint(traces.endpoint) != nil, ["traces", "endpoint"],
                "it is not the URL of a collector",
                "give one such as http://localhost:4318/v1/traces")
            try check.require(
                (0...1).contains(traces.sample ?? 0), ["traces", "sample"], "it is not a share",
                "give a number from 0 to 1")
            for (name, value) in traces.headers ?? [:] {
                try check.require(
                    TraceConfiguration.isHeader(name, value), ["traces", "headers", name],
                    "it is not a header",
                    "give a name of letters, digits and dashes, and a value of visible characters")
            }
        }
        try check.range(threads, in: Range.threads, ["threads"])
        try check.range(busyPollMicroseconds, in: Range.busyPollMicroseconds, ["busyPollMicroseconds"])
        try check.range(pollMilliseconds, in: Range.pollMilliseconds, ["pollMilliseconds"])
        try check.range(drainSeconds, in: Range.drainSeconds, ["drainSeconds"])
        try check.range(
            decisions?.sizeMegabytes, in: Range.decisionMegabytes, ["decisions", "sizeMegabytes"])
        try check.range(decisions?.keep, in: Range.keep, ["decisions", "keep"])
        try check.range(audit?.sizeMegabytes, in: Range.sizeMegabytes, ["audit", "sizeMegabytes"])
        try check.range(audit?.keep, in: Range.keep, ["audit", "keep"])
        try check.range(limits?.connections, in: Range.connections, ["limits", "connections"])
        try check.range(limits?.bodyBytes, in: Range.bodyBytes, ["limits", "bodyBytes"])
        try check.range(limits?.pendingBytes, in: Range.pendingBytes, ["limits", "pendingBytes"])
        try check.range(limits?.batchRows, in: Range.batchRows, ["limits", "batchRows"])
        try check.range(limits?.idleSeconds, in: Range.idleSeconds, ["limits", "idleSeconds"])
        // After the ranges, within which it makes sense to compare.
        try refuseContradiction(document)
    }

    private static func check(
        _ model: ServedModel, _ place: [String], _ check: SettingsCheck
    ) throws(SettingsError) {
        try check.range(
            model.fallback?.probability, in: Range.prior, place + ["fallback", "probability"])
        let breaker = model.breaker
        let breakerPlace = place + ["breaker"]
        try check.range(
            breaker?.slowMilliseconds, in: Range.slowMilliseconds, breakerPlace + ["slowMilliseconds"])
        try check.range(breaker?.failures, in: Range.failures, breakerPlace + ["failures"])
        try check.range(breaker?.windowSeconds, in: Range.breakerSeconds, breakerPlace + ["windowSeconds"])
        try check.range(breaker?.coolSeconds, in: Range.breakerSeconds, breakerPlace + ["coolSeconds"])
        try check.require(
            (model.inputs?.staleAfter?.microseconds ?? 1) > 0, place + ["inputs", "staleAfter"],
            "an age is above 0", "write a span such as `30d`")
        guard let canary = model.canary else { return }
        let stop = canary.criteria
        let place = place + ["canary"]
        try check.range(canary.percent, in: Range.percent, place + ["percent"])
        try check.range(stop.minimumAnswers, in: Range.minimumAnswers, place + ["stop", "minimumAnswers"])
        try check.range(stop.errorShare, in: Range.share, place + ["stop", "errorShare"])
        try check.range(stop.latencyRatio, in: Range.latencyRatio, place + ["stop", "latencyRatio"])
        try check.range(stop.scoreDistance, in: Range.share, place + ["stop", "scoreDistance"])
        try check.range(stop.falseAlarm, in: Range.falseAlarm, place + ["stop", "falseAlarm"])
    }
}
