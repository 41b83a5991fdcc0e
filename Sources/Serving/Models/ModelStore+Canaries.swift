internal import Features
internal import Registry

extension ModelStore {
    /// Begins the trial of a version that a canary's alias names from now on, unless it was stopped before.
    func begin(_ canary: CanaryRoute, version: Int) {
        guard let alias = canary.slot.reference.target.alias else { return }
        do throws(RegistryError) {
            let entry = try registry.model(canary.slot.reference.name).stop(of: version, under: alias)
            canary.trial.begin(
                version,
                stop: entry.map {
                    CanaryTrial.Stop(version: version, criterion: nil, reason: $0.why, isWritten: true)
                })
            guard let entry else { return }
            log.write(
                .info, "canary.stays_stopped",
                [
                    ("model", canary.slot.reference.name), ("version", "\(version)"), ("alias", alias),
                    ("since", entry.when), ("reason", entry.why),
                ])
        } catch {
            // Nobody knows whether it was stopped, so it does not answer.
            canary.trial.begin(
                version,
                stop: CanaryTrial.Stop(
                    version: version, criterion: nil, reason: "\(error)", isWritten: true))
            log.write(
                .error, "canary.not_begun",
                [
                    ("model", canary.slot.reference.name), ("version", "\(version)"), ("alias", alias),
                    ("reason", "\(error)"),
                ])
        }
    }

    /// Writes into the registry's journal why a canary was stopped, where it does not say so yet.
    func writeStops() {
        for route in routes {
            guard let canary = route.canary, let stop = canary.trial.stop, !stop.isWritten,
                canary.isDueToWrite, let alias = canary.slot.reference.target.alias
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
                canary.failedToWrite()
                log.write(.error, "canary.stop_not_written", fields + [("reason", "\(error)")])
            }
        }
    }
}
