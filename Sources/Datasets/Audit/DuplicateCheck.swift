internal import Features

/// Finds rows of one slice that are repeated in a later one, under another entity.
///
/// Few features of few values repeat by chance, and an entity may look the same at two cutoffs. So a repeat counts only
/// between entities, and only what exceeds the repeats inside the first slice, between its earlier and its later half.
/// Repeats of all features are looked for, of all but their last digits, and of most of what tells rows apart.
struct DuplicateCheck {
    let frame: TimeSlicedFrame

    /// From which excess over chance repeats are copies, for sure, in shares of the later rows.
    private static let warned = 0.005
    private static let failed = 0.02
    /// The same for rows that share more than chance can give two of them.
    private static let failedNear = 0.005
    /// Half of the first slice meets half as many earlier rows as a later slice does: its chance counts twice.
    private static let chances = 2.0

    func run() -> AuditFinding {
        let columns = frame.features.columns
        guard let first = frame.slices.min(), columns.count > 1, frame.slices.contains(where: { $0 != first })
        else {
            return AuditFinding(
                .duplicatesAcrossSlices, .pass, evidence: "one feature or one slice tells no copies")
        }
        let exact = repeats(RowFingerprints(frame, roundingTo: nil), first)
        let near = repeats(RowFingerprints(frame, roundingTo: 3), first)
        let most = nearCopies(first)
        let bounds = SimultaneousBounds(count: 3)
        let found = [
            (exact, "all", Self.failed), (near, "all, to three digits,", Self.failed),
            (most, "most of what tells rows apart in the", Self.failedNear),
        ].map { found, how, failed in
            let excess = bounds.lowerDifference(found.across, found.within, times: Self.chances)
            // Two features say too little to be sure of a copy.
            let isRefused = excess >= failed && columns.count > 2
            return (
                found: found, how: how, excess: excess,
                severity: isRefused ? AuditFinding.Severity.fail : .warn
            )
        }.filter { $0.excess >= Self.warned }
        if let (found, how, excess, severity) = found.first(where: { $0.severity == .fail }) ?? found.first {
            return AuditFinding(
                .duplicatesAcrossSlices, severity,
                evidence:
                    "\(found.across.count) of the \(found.across.of) rows of later slices "
                    + "(\(percent(found.across.count, of: found.across.of))) have \(how) \(columns.count) features, and "
                    + "the label, of another entity's row in an earlier slice; by chance, twice "
                    + "that between the halves of the first slice, it is "
                    + "\(percent(Int(Self.chances) * found.within.count, of: found.within.of)) (the excess is at least "
                    + "\(rounded(100 * excess)) %)",
                remedy: "remove the copies, or let them be one entity: slices: {disjoint: entity}")
        }
        return AuditFinding(
            .duplicatesAcrossSlices, .pass,
            evidence:
                "\(exact.across.count) of the \(exact.across.of) rows of later slices have the \(columns.count) features "
                + "and the label of another entity's earlier row, as chance would have it "
                + "(\(percent(Int(Self.chances) * exact.within.count, of: exact.within.of)) by the first slice)"
        )
    }

    /// As `repeats`, of rows that agree in most of what tells rows apart.
    private func nearCopies(_ first: SliceName) -> Repeats {
        let own = frame.indices(of: first)
        let half = own.count / 2
        var turns = [UInt8](repeating: 2, count: frame.rowCount)
        for row in own.prefix(half) { turns[row] = 0 }
        for row in own.dropFirst(half) { turns[row] = 1 }
        let isCopy = NearCopies(frame).copies(byTurn: turns)
        func count(_ turn: UInt8) -> Int { isCopy.indices.count { isCopy[$0] && turns[$0] == turn } }
        return ((count(2), frame.rowCount - own.count), (count(1), own.count - half))
    }

    private typealias Repeats = (across: (count: Int, of: Int), within: (count: Int, of: Int))

    /// Repeats across slices and, as a measure of chance, between the halves of the first slice.
    private func repeats(_ prints: RowFingerprints, _ first: SliceName) -> Repeats {
        let own = frame.indices(of: first)
        let half = own.count / 2
        // The first row of each, whose entity it is.
        var seen: [Fingerprint: Int32] = [:]
        var several: Set<Fingerprint> = []
        let entities = frame.features.entities
        func isRepeat(_ row: Int) -> Bool {
            guard let first = seen[prints.rows[row]] else { return false }
            return entities[Int(first)] != entities[row] || several.contains(prints.rows[row])
        }
        func see(_ row: Int) {
            let print = prints.rows[row]
            if let first = seen[print] {
                if entities[Int(first)] != entities[row] { several.insert(print) }
            } else {
                seen[print] = Int32(row)
            }
        }
        for row in own.prefix(half) { see(row) }
        let within = own.dropFirst(half).count(where: isRepeat)
        for row in own.dropFirst(half) { see(row) }
        let later = frame.slices.indices.filter { frame.slices[$0] != first }
        return (
            (later.count(where: isRepeat), later.count), (within, own.count - half)
        )
    }
}
