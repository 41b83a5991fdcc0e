internal import Models
internal import Storage

extension ScoringService {
    /// Answers a question about a lead: by the canary where the lead is of its share, else by the champion.
    ///
    /// What a canary cannot answer the champion does, and it counts against the canary.
    /// - Parameters:
    ///   - champion: the version that answers unless the canary does.
    ///   - lead: as answers and the log call it.
    ///   - scoring: asks a version.
    /// - Returns: the version that answered, and what it made of the request.
    func routed<Result>(
        _ route: ModelRoute, _ champion: LoadedModel, lead: String,
        _ scoring: (LoadedModel) throws(ServingError) -> (Result, ScoredRows)
    ) throws(ServingError) -> (LoadedModel, Result, ScoredRows) {
        guard let canary = route.canary, let challenger = canary.challenger(of: champion) else {
            let (result, rows) = try scoring(champion)
            return (champion, result, rows)
        }
        let hash = Digest(of: Array(lead.utf8)).leadingWord
        var failure: ServingError?
        if canary.takes(lead) {
            do throws(ServingError) {
                let (result, rows) = try scoring(challenger)
                note(
                    canary.trial.answered(
                        as: .canary, champion: champion, canary: challenger, lead: hash, rows.scores[0],
                        nanoseconds: rows.nanoseconds), of: challenger)
                return (challenger, result, rows)
            } catch {
                failure = error
            }
        }
        let (result, rows): (Result, ScoredRows)
        do throws(ServingError) {
            (result, rows) = try scoring(champion)
        } catch {
            // Left alone, the champion does not tell whose fault it was: the log does, and the trial counts nothing.
            if let failure, case .breakerOpen = error {
                challenger.meter.failed(failure)
                note(failure, of: challenger, in: canary)
            }
            throw error
        }
        if let failure {
            // Only now, since what nobody can answer is the client's fault.
            challenger.meter.failed(.backend)
            note(failure, of: challenger, in: canary)
            note(canary.trial.failed(champion: champion, canary: challenger), of: challenger)
        } else {
            note(
                canary.trial.answered(
                    as: .champion, champion: champion, canary: challenger, lead: hash, rows.scores[0],
                    nanoseconds: rows.nanoseconds), of: challenger)
        }
        return (champion, result, rows)
    }

    /// Asks the shadows what was answered, on their own thread; they answer nobody.
    ///
    /// - Parameters:
    ///   - model: which answered; a shadow of the same version is not asked.
    ///   - bytes: of what `scoring` keeps: the body, which it reads again, since events that were read take more room.
    ///   - trace: of the request, where it is recorded.
    ///   - scoring: asks a version.
    func shadow(
        _ route: ModelRoute, beside model: LoadedModel, about subject: DecisionSubject?, bytes: Int,
        in trace: TraceContext? = nil,
        _ scoring: @escaping @Sendable (LoadedModel) throws(ServingError) -> ScoredRows
    ) {
        for slot in route.shadows {
            guard let shadow = slot.current, shadow.version != model.version else { continue }
            shadows.add(bytes: bytes) { [self] in
                do throws(ServingError) {
                    let rows = try scoring(shadow)
                    _ = decide(shadow, about: subject, rows, in: trace)
                } catch {
                    shadow.meter.failed(.backend)
                }
            }
        }
    }

    /// Tells once of each reason why a canary could not answer what the champion could.
    private func note(_ failure: ServingError, of challenger: LoadedModel, in canary: CanaryRoute) {
        let reason = "\(failure)"
        guard canary.isNews(reason, of: challenger.version) else { return }
        log.write(
            .error, "canary.cannot_answer",
            [
                ("model", challenger.name), ("version", "\(challenger.version)"),
                ("alias", challenger.alias ?? ""), ("reason", reason),
            ])
    }

    private func note(_ stop: CanaryTrial.Stop?, of canary: LoadedModel) {
        guard let stop, let criterion = stop.criterion else { return }
        metrics.stopped(model: canary.name, criterion)
        log.write(
            .error, "canary.stopped",
            [
                ("model", canary.name), ("version", "\(canary.version)"), ("alias", canary.alias ?? ""),
                ("criterion", criterion.rawValue), ("reason", stop.reason),
            ])
    }
}
