internal import Features
internal import Registry

extension ModelStore {
    /// Begins the trial of a version that a canary's alias names from now on, unless it was stopped before.
    ///
    /// Where nobody knows that, since the journal cannot be read, it does not answer, and the journal is read again later.
    func begin(_ canary: CanaryRoute, version: Int) {
        guard let alias = canary.slot.reference.target.alias else { return }
        let before = canary.trial.stop
        let wasDoubted = before?.isKnown == false && before?.version == version
        let fields: [(name: String, value: String)] = [
            ("model", canary.slot.reference.name), ("version", "\(version)"), ("alias", alias),
        ]
        do throws(RegistryError) {
            let entry = try registry.model(canary.slot.reference.name).stop(of: version, under: alias)
            canary.trial.begin(
                version,
                stop: entry.map {
                    CanaryTrial.Stop(version: version, criterion: nil, reason: $0.why, isWritten: true)
                })
            if let entry {
                log.write(
                    .info, "canary.stays_stopped",
                    fields + [("since", entry.when), ("reason", entry.why)])
            } else {
                log.write(.info, "canary.begun", fields)
            }
        } catch {
            let reason = "\(error)"
            canary.trial.begin(
                version,
                stop: CanaryTrial.Stop(
                    version: version, criterion: nil, reason: reason, isWritten: true, isKnown: false))
            canary.wait(for: SlotFailure.retryInterval)
            if wasDoubted, before?.reason == reason { return }
            log.write(.error, "canary.not_begun", fields + [("reason", reason)])
        }
    }

    /// Reads the journal again where it could not be read, and writes into it what it does not say yet.
    func tendCanaries() {
        for route in routes {
            guard let canary = route.canary, let stop = canary.trial.stop, !stop.isKnown, canary.isDue else {
                continue
            }
            begin(canary, version: stop.version)
        }
        writeStops()
    }

    /// Writes into the registry's journal why a canary was stopped, where it does not say so yet.
    private func writeStops() {
        for route in routes {
            guard let canary = route.canary, let stop = canary.trial.stop, !stop.isWritten,
                canary.isDue, let alias = canary.slot.reference.target.alias
            else { continue }
            let fields: [(name: String, value: String)] = [
                ("model", route.name), ("version", "\(stop.version)"), ("alias", alias),
            ]
            do throws(RegistryError) {
                let decision = Decision(
                    who: ScoringService.serverName, when: "\(Instant.now)", why: "canary: \(stop.reason)")
                try registry.model(route.name).stop(version: stop.version, under: alias, by: decision)
                canary.trial.wrote(stop)
                log.write(.info, "canary.stop_written", fields)
            } catch {
                canary.wait(for: CanaryRoute.retryInterval)
                log.write(.error, "canary.stop_not_written", fields + [("reason", "\(error)")])
            }
        }
    }
}
