import Datasets
import Terminal
import Workflow

extension Summary {
    /// What a profile found, and the counts it rests on.
    static func profile(_ profile: DataProfile, _ console: Console) {
        console.heading(
            "\(Figures.count(profile.events)) events of \(Figures.count(profile.entities)) entities, \(profile.firstDay) to \(profile.lastDay) (\(profile.zone))"
        )
        rows(profile, console)
        months(profile, console)
        fields(profile, console)
        findings(profile, console)
    }

    private static func rows(_ profile: DataProfile, _ console: Console) {
        console.heading("Rows")
        console.table(
            ["source", "read", "accepted", "quarantined", "duplicate", "events", "reconciles"],
            profile.sources.map {
                [
                    $0.name, Figures.count($0.counts.read), Figures.count($0.counts.accepted),
                    Figures.count($0.counts.quarantined), Figures.count($0.counts.duplicate),
                    Figures.count($0.counts.events), $0.reconciles ? "yes" : "NO",
                ]
            }, alignments: [.left, .right, .right, .right, .right, .right, .left])
    }

    /// A year of months fits on a line; the page has them all.
    private static func months(_ profile: DataProfile, _ console: Console) {
        let shown = profile.months.indices.suffix(8)
        let names = shown.map { profile.months[$0] }
        console.heading("Events by channel and month")
        console.table(
            ["channel", "events"] + names,
            profile.channels.map { channel in
                [channel.channel.isEmpty ? "(none)" : channel.channel, Figures.count(channel.events)]
                    + shown.map { Figures.count(channel.months[$0]) }
            }, alignments: [.left, .right])
        console.heading("Events by source, kind and month")
        console.table(
            ["source", "kind", "events", "entities"] + names,
            profile.kinds.map { kind in
                [kind.source, kind.kind, Figures.count(kind.events), Figures.count(kind.entities)]
                    + shown.map { Figures.count(kind.months[$0]) }
            }, alignments: [.left, .left, .right])
    }

    private static func fields(_ profile: DataProfile, _ console: Console) {
        if profile.fields.isEmpty { return }
        console.heading("Attributes")
        console.table(
            [
                "attribute", "type", "missing", "first month", "last month", "median", "categories",
                "outliers",
            ],
            profile.fields.map { field in
                let shares = zip(field.nullMonths, field.eventMonths).filter { $0.1 > 0 }.map {
                    Figures.percent(Double($0.0) / Double($0.1))
                }
                let all = field.nulls + field.values
                return [
                    "\(field.source).\(field.kind).\(field.field)", field.type?.rawValue ?? "–",
                    Figures.percent(Double(field.nulls) / Double(max(1, all))), shares.first ?? "–",
                    shares.last ?? "–", field.number.map { Figures.plain($0.median) } ?? "–",
                    field.category.map { Figures.count($0.distinct) } ?? "–",
                    field.number?.outlierMonths.map { Figures.count($0.reduce(0, +)) } ?? "–",
                ]
            }, alignments: [.left, .left, .right])
    }

    private static func findings(_ profile: DataProfile, _ console: Console) {
        console.heading(
            "Findings: \(profile.findings.count); \(profile.searchedSeries) weekly series searched for steps at a false-alarm rate of \(Figures.plain(100 * profile.falseAlarmRate)) % for all"
        )
        for finding in profile.findings {
            let months = finding.months.isEmpty ? "" : " (\(finding.months.joined(separator: " to ")))"
            let place = finding.place.isEmpty ? "all data" : finding.place
            console.line("  \(finding.severity.rawValue)  \(finding.check.rawValue) \(place)\(months)")
            console.line("        \(finding.evidence)")
            console.line("        false alarms: \(finding.falseAlarms)")
            console.line("        remedy: \(finding.remedy)")
        }
        if !profile.unsearched.isEmpty {
            console.line("  not searched for steps: \(profile.unsearched.count) series")
            for reason in profile.unsearched.prefix(5) { console.line("    \(reason)") }
        }
    }
}
