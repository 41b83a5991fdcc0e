/// Checks of what the contract says of the fields behind the features.
struct DeclarationChecks {
    let lineage: FeatureLineage
    /// Fields that were left out because they are declared as known after the outcome.
    let excluded: [String]

    func run() -> [AuditFinding] { postOutcome() + undeclared() }

    private func postOutcome() -> [AuditFinding] {
        let found = lineage.uses.filter { $0.known == .afterOutcome }.map { use in
            AuditFinding(
                .declaredPostOutcome, .fail, field: use.feature,
                evidence:
                    "the feature \(use.feature) uses \(use.source).\(use.field), which is declared known: afterOutcome",
                remedy: "remove the feature, or build it from events that were recorded before the cutoff")
        }
        if !found.isEmpty { return found }
        let evidence =
            excluded.isEmpty
            ? "no feature uses a field declared known: afterOutcome"
            : "left out as declared known: afterOutcome: \(excluded.joined(separator: ", "))"
        return [AuditFinding(.declaredPostOutcome, .pass, evidence: evidence)]
    }

    private func undeclared() -> [AuditFinding] {
        let found = lineage.uses.filter { $0.history == .snapshot && $0.known == nil }.map { use in
            AuditFinding(
                .undeclaredKnowledge, .fail, field: use.feature,
                evidence:
                    "the feature \(use.feature) uses \(use.source).\(use.field): the source is overwritten in place, "
                    + "and the field does not say when it is known",
                remedy:
                    "declare known: atRecord, asOf or afterOutcome for the field, or use a source with history"
            )
        }
        if !found.isEmpty { return found }
        return [
            AuditFinding(
                .undeclaredKnowledge, .pass,
                evidence: "every field of a source without history says when it is known")
        ]
    }
}
