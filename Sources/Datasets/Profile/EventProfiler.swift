public import Features

/// Profiles the events of an import.
public struct EventProfiler {
    let sources: [String: SourceDefinition]
    let zone: String
    let until: DeclaredHorizon?
    let settings: QualitySettings?
    private let outcome: String?
    private let anchor: String?

    /// The share of faultless profiles that may raise a false alarm, unless the settings say otherwise.
    static let usualRate = 0.05
    static let usualShuffles = 999

    /// Takes what a pipeline declares.
    ///
    /// - Parameters:
    ///   - sources: the contracts by name.
    ///   - zone: the zone in which days are counted.
    ///   - until: until when the data are complete; nil takes the last recorded event.
    ///   - settings: the pipeline's `quality` section.
    ///   - outcome: the kind of the outcome.
    ///   - anchor: the kind of event that questions are anchored at.
    public init(
        sources: [String: SourceDefinition], zone: String, until: DeclaredHorizon? = nil,
        settings: QualitySettings? = nil, outcome: String? = nil, anchor: String? = nil
    ) {
        self.sources = sources
        self.zone = zone
        self.until = until
        self.settings = settings
        self.outcome = outcome
        self.anchor = anchor
    }

    /// The profile of events and of what became of their rows.
    ///
    /// - Parameters:
    ///   - manifest: of the import, with the rows' counts.
    ///   - quarantine: the rows set aside.
    /// - Throws: `DatasetError.setting` for an unknown zone.
    /// - Complexity: O(events log events + shuffles x weeks x series).
    public func profile(
        _ table: EventTable, manifest: ImportManifest, quarantine: [QuarantinedRow]
    ) throws(DatasetError) -> DataProfile {
        let data = try ProfileData(table, sources: sources, zone: zone, until: until)
        let rate = settings?.falseAlarmRate ?? Self.usualRate
        let kinds = KindCounts(data)
        let fields = FieldCounts.all(data)
        let numbers = fields.map { $0.numbers(data) }
        let rhythms = RhythmCounts.all(data)
        let reconciliation = ReconciliationChecks(manifest: manifest, quarantine: quarantine)
        var search = StepSearch(data)
        search.add(kinds)
        for (field, numbers) in zip(fields, numbers) { search.add(field, numbers: numbers) }
        for rhythm in rhythms { search.add(rhythm) }
        let (stepFindings, steps) = search.search(
            rate: rate, shuffles: settings?.shuffles ?? Self.usualShuffles)
        let rhythmChecks = RhythmChecks(data: data, rhythms: rhythms)
        var findings = reconciliation.findings() + stepFindings
        findings += SilenceCheck(data: data, rate: rate).findings(kinds)
        findings += CategoryCheck(data: data, rate: rate).findings(fields)
        for (field, numbers) in zip(fields, numbers) {
            if let numbers {
                findings += [OutlierCheck(data: data).finding(field, numbers)].compactMap { $0 }
            }
        }
        findings += OrderChecks(data: data, settings: settings, outcome: outcome, anchor: anchor).findings()
        findings += rhythmChecks.findings()
        findings += TimingChecks(data: data, settings: settings).findings()
        let calendar = data.calendar
        return DataProfile(
            zone: zone, firstDay: calendar.name(ofDay: 0),
            lastDay: calendar.name(ofDay: calendar.dayCount - 1),
            months: calendar.monthNames, weeks: calendar.weekNames, events: data.events.count,
            entities: data.events.entities.count, falseAlarmRate: rate,
            searchedSeries: search.candidates.count, unsearched: search.unsearched,
            sources: reconciliation.sources, channels: kinds.channels, kinds: kinds.kinds,
            fields: zip(fields, numbers).map { FieldProfile($0, numbers: $1, data) },
            rhythms: rhythms.map(rhythmChecks.profile), steps: steps, findings: Self.ordered(findings))
    }

    /// The steps of the named sources, kinds and attributes alone, in a search of all series.
    func steps(_ table: EventTable) throws(DatasetError) -> [ProfileFinding] {
        let data = try ProfileData(table, sources: sources, zone: zone, until: until)
        var search = StepSearch(data)
        search.add(KindCounts(data))
        for field in FieldCounts.all(data) { search.add(field, numbers: field.numbers(data)) }
        return search.search(
            rate: settings?.falseAlarmRate ?? Self.usualRate,
            shuffles: settings?.shuffles ?? Self.usualShuffles
        ).findings
    }

    /// The worst first, then in the order of the checks and of places.
    static func ordered(_ findings: [ProfileFinding]) -> [ProfileFinding] {
        let places = Dictionary(
            uniqueKeysWithValues: ProfileCheck.allCases.enumerated().map { ($0.element, $0.offset) })
        return findings.sorted { left, right in
            if left.severity != right.severity { return left.severity > right.severity }
            let (one, other) = (places[left.check] ?? 0, places[right.check] ?? 0)
            return one == other ? left.place < right.place : one < other
        }
    }
}
