internal import Registry

extension Daemon {
    /// Takes up what may change while it runs: limits on bodies and batches, the models' policies and their canaries' shares,
    /// keys to trust, and the keys that are let in, whose file is read again.
    ///
    /// What may not, and differs from what the daemon was started with, is named in the log. To be called by one
    /// thread at a time.
    public func reload(_ wanted: Configuration) {
        limits.take(wanted.limits)
        store.trust.take(wanted.trustedKeys)
        for model in wanted.models {
            guard let route = try? store.route(model.name) else { continue }
            route.terms.take(model)
            guard let canary = route.canary, canary.take(model.canary) else { continue }
            log.write(
                .info, "canary.counts_anew", [("model", route.name), ("percent", "\(canary.percent)")])
        }
        access.refresh(isForced: true)
        metrics.safeguards.settingsWereRead(.taken)
        log.write(.info, "settings.taken")
        let late = Self.differences(of: wanted, from: configuration)
        guard !late.isEmpty else { return }
        log.write(.error, "settings.need_restart", [("settings", late.joined(separator: ", "))])
    }

    /// Says that settings cannot be used, so that everything stays as it is.
    public func keepSettings(because reason: String) {
        metrics.safeguards.settingsWereRead(.refused)
        log.write(.error, "settings.refused", [("reason", reason)])
    }

    /// The settings that count at the start only and are others now, by their keys in the file.
    private static func differences(of wanted: Configuration, from start: Configuration) -> [String] {
        let checks: [(name: String, isSame: Bool)] = [
            ("registry", wanted.registry.root == start.registry.root),
            ("models", wanted.models.map(\.versions) == start.models.map(\.versions)),
            ("personas", wanted.personas == start.personas),
            ("listen", wanted.listen == start.listen),
            ("tls", wanted.certificate == start.certificate),
            ("threads", wanted.threads == start.threads),
            ("busyPollMicroseconds", wanted.busyPoll == start.busyPoll),
            ("pollMilliseconds", wanted.poll == start.poll),
            ("watchRegistry", wanted.watchesRegistry == start.watchesRegistry),
            ("access", wanted.access.file == start.access.file),
            ("traces", wanted.traces == start.traces),
            ("decisions", wanted.decisions == start.decisions),
            ("audit", wanted.audit == start.audit),
            ("limits.connections", wanted.limits.connections == start.limits.connections),
            ("limits.idleSeconds", wanted.limits.idleSeconds == start.limits.idleSeconds),
        ]
        return checks.filter { !$0.isSame }.map(\.name)
    }
}
