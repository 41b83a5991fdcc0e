/// Whether every row read is accounted for, and why rows were set aside.
struct ReconciliationChecks {
    let manifest: ImportManifest
    let quarantine: [QuarantinedRow]

    /// What became of the rows of each source.
    ///
    /// - Complexity: O(quarantined rows + sources).
    var sources: [SourceProfile] {
        var reasons: [String: [String: SourceProfile.Reason]] = [:]
        for row in quarantine {
            let key = (row.field ?? "") + "\u{0}" + row.reason
            reasons[row.source, default: [:]][
                key, default: SourceProfile.Reason(field: row.field, reason: row.reason, rows: 0)
            ].rows += 1
        }
        return manifest.sources.map { source in
            let counts = source.counts
            return SourceProfile(
                name: source.name, counts: counts,
                reconciles: counts.accepted + counts.quarantined + counts.duplicate == counts.read,
                reasons: (reasons[source.name] ?? [:]).sorted {
                    ($1.value.rows, $0.key) < ($0.value.rows, $1.key)
                }.map(\.value), unmapped: source.unmapped)
        }
    }

    func findings() -> [ProfileFinding] { manifest.sources.compactMap(repetition) + sourceFindings() }

    private func repetition(_ source: ImportManifest.Source) -> ProfileFinding? {
        guard let repeated = source.repeated, !repeated.isEmpty else { return nil }
        let rows = repeated.reduce(0) { $0 + $1.rows }
        return ProfileFinding(
            .repeatedRows, source: source.name,
            evidence:
                "\(rows) of \(source.counts.read) rows, in \(repeated.count) files, say what a row of another file says, and without an id each counts",
            falseAlarms: ProfileFinding.fact,
            remedy: "\(ImportManifest.RepeatedRows.remedy); leadline check names the files")
    }

    private func sourceFindings() -> [ProfileFinding] {
        sources.flatMap { source -> [ProfileFinding] in
            let counts = source.counts
            var found: [ProfileFinding] = []
            if !source.reconciles {
                found.append(
                    ProfileFinding(
                        .reconciliation, .fail, source: source.name,
                        evidence:
                            "accepted \(counts.accepted) + quarantined \(counts.quarantined) + duplicate \(counts.duplicate) is not read \(counts.read)",
                        falseAlarms: ProfileFinding.fact,
                        remedy: "report it: no row may vanish; do not train on this import"))
            }
            if counts.quarantined > 0 {
                let reasons = source.reasons.prefix(3).map { reason in
                    "\(reason.rows) x \(reason.field.map { "\($0): " } ?? "")\(reason.reason)"
                }
                found.append(
                    ProfileFinding(
                        .quarantine, source: source.name,
                        evidence:
                            "\(counts.quarantined) of \(counts.read) rows are set aside: \(reasons.joined(separator: "; "))",
                        falseAlarms: ProfileFinding.fact,
                        remedy:
                            "correct the rows or the contract; quarantine.jsonl has each row with its line"))
            }
            for (field, rows) in (source.unmapped ?? [:]).sorted(by: { $0.key < $1.key }) where rows > 0 {
                found.append(
                    ProfileFinding(
                        .unmapped, source: source.name, field: field,
                        evidence:
                            "\(rows) of \(counts.read) rows hold a text that the field's dictionary does not know",
                        falseAlarms: ProfileFinding.fact,
                        remedy:
                            "add the texts to the dictionary (map), or say what becomes of others (unmapped)")
                )
            }
            return found
        }
    }
}
