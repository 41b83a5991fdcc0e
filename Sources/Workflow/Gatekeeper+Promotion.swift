public import Registry
internal import Storage

extension Gatekeeper {
    /// Promotes a version if the audit passed and every gate holds, or if the decision overrides the gates.
    ///
    /// Comparisons with what is in service that are kept are taken, where all else is judged anew and the version is
    /// accepted so; else everything is judged now. No decision overrides a failed audit, or a signature that is asked for.
    ///
    /// - Parameters:
    ///   - version: the candidate.
    ///   - alias: where to, `production` for one.
    ///   - decision: who, when and why.
    ///   - now: tells when judging is over, which takes minutes where versions are scored anew: then the alias moves, and
    ///     that is the decision's time. Without it, the decision's own.
    /// - Throws: `WorkflowError.refused` with every reason; `RegistryError.illegalMove` where the alias moved
    ///   meanwhile.
    public func promote(
        version: Int, to alias: String, by decision: Decision, now: (() -> String)? = nil
    ) throws -> (record: GateRecord, move: AliasMove) {
        let known = try judgeByKeptComparisons(version: version, for: alias, by: decision)
        let record =
            if let known, known.isAccepted { known } else {
                try judge(version: version, for: alias, by: decision)
            }
        // No move rests on the result where the alias names the version already: asking twice changes nothing.
        let isThere = try model.aliases()[alias] == version
        let digest = try isThere ? Digest(of: CanonicalJSON.encode(record)) : keep(record)
        var decision = decision
        // Journals tell of overrides only where there was something to override.
        decision.isOverride = decision.isOverride && !record.isAccepted
        guard record.isAccepted || decision.isOverride && record.statement.isOverridable else {
            throw WorkflowError.refused(
                what:
                    "version \(version) of \(model.name) is not promoted: \(record.reasons.joined(separator: "; "))",
                remedy: record.remedy(adding: placeOfGates))
        }
        if let now { decision.when = now() }
        if isThere {
            if let move = try stay(version, at: alias, allowedBy: digest, by: decision) {
                return (record, move)
            }
            _ = try keep(record)
        }
        return (
            record, try model.promote(version: version, to: alias, allowedBy: digest, by: decision)
        )
    }

    /// The move of an alias that names the version already; nil where somebody moved it meanwhile, so that a result was
    /// looked for which nobody had kept.
    private func stay(
        _ version: Int, at alias: String, allowedBy digest: Digest, by decision: Decision
    ) throws -> AliasMove? {
        do {
            return try model.promote(version: version, to: alias, allowedBy: digest, by: decision)
        } catch {
            guard case .damaged = error, try model.aliases()[alias] != version else { throw error }
            return nil
        }
    }
}
