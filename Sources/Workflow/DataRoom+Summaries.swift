import Datasets
import Features

extension DataRoom {
    /// Puts a frame together with what is to be said of it.
    func prepared(_ frame: TimeSlicedFrame, plan: CasePlan?) throws -> PreparedData {
        let days =
            try plan?.days
            ?? pipeline.locating { try ZonedDays(frame.features.cutoffs, zone: pipeline.settings.data.zone) }
        return PreparedData(
            frame: frame, plan: plan,
            summaries: SliceName.allCases.compactMap { summary(of: $0, frame, plan, days) }, sources: sources,
            assumptions: assumptions)
    }

    private func summary(
        of slice: SliceName, _ frame: TimeSlicedFrame, _ plan: CasePlan?, _ days: ZonedDays
    ) -> Lineage.SliceLineage? {
        let rows = frame.indices(of: slice)
        guard let first = rows.first, let last = rows.last else { return nil }
        let total = plan?.total(of: slice)
        func text(_ row: Int) -> String {
            if case .table(_, let table) = contents, table.order == .rows {
                return frame.features.entities[row].id
            }
            return days.day(of: frame.features.cutoffs[row]).description
        }
        return Lineage.SliceLineage(
            name: slice.rawValue, from: text(first), to: text(last), rows: rows.count,
            entities: Set(rows.map { frame.features.entities[$0] }).count,
            positives: rows.count { frame.labels[$0] }, immature: total?.immature ?? 0,
            purged: total?.purged ?? 0,
            shared: total?.shared ?? 0)
    }

    private var sources: [Lineage.SourceLineage] {
        manifest.sources.map { Lineage.SourceLineage($0, of: pipeline) }
    }

    private var assumptions: [String] {
        var sources: [String: [String]] = [:]
        for source in manifest.sources {
            for assumption in Set(source.assumptions.values) {
                sources[assumption, default: []].append(source.name)
            }
        }
        var sentences = sources.sorted { $0.key < $1.key }.map {
            "\($0.value.joined(separator: ", ")): no recorded time; an event counts as recorded at \($0.key)"
        }
        let snapshots = manifest.sources.filter { $0.history == .snapshot }.map(\.name)
        if !snapshots.isEmpty {
            sentences.append(
                "\(snapshots.joined(separator: ", ")): a snapshot without history; its fields are used as their contract says they are known"
            )
        }
        return sentences + untimedEmbedders
    }
}

extension Lineage.SourceLineage {
    /// A source as it was imported, with the files as the pipeline names them.
    init(_ source: ImportManifest.Source, of pipeline: Pipeline) {
        let settings = pipeline.settings
        let files = settings.sources?[source.name]?.parts.map(\.file) ?? [settings.table?.file ?? ""]
        self.init(
            name: source.name, file: files.joined(separator: ", "), sha256: source.file,
            read: source.counts.read, accepted: source.counts.accepted,
            quarantined: source.counts.quarantined,
            duplicate: source.counts.duplicate)
    }
}
