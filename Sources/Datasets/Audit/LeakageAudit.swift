public import Features

/// Looks for leaks before every training; a failure that is not waived stops it.
public struct LeakageAudit {
    /// Builds a frame from a log: the pipeline's own way, or a wrong one in a test.
    public typealias FrameBuilder = (EventLog, [(entity: EntityKey, cutoff: Instant)]) -> FeatureFrame

    private let settings: AuditSettings?

    /// Checks the waivers.
    ///
    /// - Throws: `DatasetError.setting` for one without a reason.
    public init(_ settings: AuditSettings? = nil) throws(DatasetError) {
        try settings?.check()
        self.settings = settings
    }

    /// Audits the time-sliced way.
    ///
    /// - Parameters:
    ///   - sources: the contracts, by name.
    ///   - planner: how cases came from the log.
    ///   - entryNumbers: by row of the log's table, the number that the event's id ends with, or -1, as
    ///     `EventLogStore.entryNumbers()` reads them; nil where the table has the ids.
    ///   - pseudonym: what traces call an entity.
    ///   - build: how features come from the log; the fold unless a test plants another.
    /// - Throws: `DatasetError.setting` for an order or a scoring of a kind that no source makes.
    /// - Complexity: O(events + rows x (features + events of the entity) x log rows); the frame of some thousand cases is
    ///   built a few times more.
    public func run(
        sources: [String: SourceDefinition], features: FeatureSet, planner: CasePlanner, log: EventLog,
        plan: CasePlan, frame: TimeSlicedFrame, entryNumbers: [Int64]? = nil,
        pseudonym: @escaping (EntityKey) -> String, build: FrameBuilder? = nil
    ) throws(DatasetError) -> AuditReport {
        let scene = AuditScene(
            log: log, planner: planner, features: features, sources: sources, frame: frame,
            numbers: entryNumbers, pseudonym: pseudonym)
        try settings?.check(against: scene.kinds)
        var findings = DeclarationChecks(lineage: scene.lineage, excluded: []).run()
        var checks: [any CaseCheck] = [
            AvailabilityCheck(scene), FutureFactCheck(scene), ActivityCheck(scene),
            FeedbackCheck(scene, scoring: settings?.scoring), IdentityCheck(scene), BackfillCheck(scene),
            EntryOrderCheck(scene),
            ClockCheck(scene, orders: settings?.orders ?? []),
        ]
        scene.show(to: &checks)
        findings += checks.flatMap { $0.findings() }
        findings += HindsightCheck(scene: scene, horizon: plan.horizon).run()
        findings += Self.columnFindings(frame, scene.lineage)
        findings.append(LabelDelayCheck(scene: scene, horizon: plan.horizon).run())
        findings.append(
            SliceChecks(
                frame: frame, embargo: planner.slices.embargo ?? TimeSpan(microseconds: 0),
                purged: plan.counts.reduce(0) { $0 + $1.purged }
            ).run())
        findings += GroupCheck(
            frame: frame, groups: Self.groups(features, frame, log), lineage: scene.lineage,
            isDisjoint: planner.slices.disjoint?.isAskedFor ?? false
        ).run()
        let fold: FrameBuilder = { log, cases in log.frame(features, of: cases) }
        findings.append(
            TimeTravelCheck(
                log: log, plan: plan, planner: planner, features: features, build: build ?? fold
            ).run())
        for index in findings.indices
        where findings[index].severity == .fail && findings[index].events.isEmpty {
            findings[index].events = Self.story(of: findings[index], features, frame, scene.trace)
        }
        return AuditReport(findings, settings: settings)
    }

    /// The checks that need no more than the frame's columns.
    private static func columnFindings(
        _ frame: TimeSlicedFrame, _ lineage: FeatureLineage
    ) -> [AuditFinding] {
        SeparationChecks(frame: frame, lineage: lineage).run()
            + TargetEncodingCheck(frame: frame, lineage: lineage).run()
            + FittedTransformCheck(frame: frame, lineage: lineage).run()
            + [DuplicateCheck(frame: frame).run()]
    }

    /// The events behind one positive train case that has a value of the feature that a finding is about.
    private static func story(
        of finding: AuditFinding, _ features: FeatureSet, _ frame: TimeSlicedFrame, _ trace: EventTrace
    ) -> [String] {
        guard let name = finding.field, let column = frame.features.column(name) else { return [] }
        let row = frame.labels.indices.first { row in
            guard frame.labels[row], frame.slices[row] == .train else { return false }
            switch column.values {
            case .numbers(let values): return !values[row].isNaN
            case .categories(let values): return values[row] != nil
            }
        }
        guard let row else { return [] }
        return trace.lines(
            frame.features.entities[row], cutoff: frame.features.cutoffs[row],
            feature: features.definition(of: name))
    }

    /// Audits the plain-table way.
    ///
    /// - Complexity: O(rows x features x log rows).
    public func run(_ table: TableDefinition, frame: TimeSlicedFrame) -> AuditReport {
        // No model takes what only groups rows.
        let frame = frame.without(Set(table.groupFields.map(\.name)))
        let lineage = FeatureLineage(table)
        let findings =
            DeclarationChecks(lineage: lineage, excluded: table.excludedFields).run()
            + Self.columnFindings(frame, lineage)
            + [SliceChecks(frame: frame, embargo: TimeSpan(microseconds: 0), purged: 0).run()]
            + GroupCheck(frame: frame, groups: [], lineage: lineage, isDisjoint: false).run()
        return AuditReport(findings, settings: settings)
    }

    /// What slices may share: the groups that features go by.
    private static func groups(
        _ features: FeatureSet, _ frame: TimeSlicedFrame, _ log: EventLog
    ) -> [(name: String, keys: [EntityKey?])] {
        let ownership = Ownership(log.table, features.identity)
        return features.links.map { link in
            (
                name: link,
                keys: frame.features.entities.indices.map { row in
                    ownership.link(
                        link, of: frame.features.entities[row], at: frame.features.cutoffs[row])
                }
            )
        }
    }
}
