internal import Features
internal import LinearAlgebra
internal import Storage

/// Writes the firehose day by day, in the order in which its rows arrived.
///
/// It holds the leads' rates, the events of one day and those of earlier days that have not arrived yet.
struct FirehoseRun {
    private let settings: FirehoseSettings
    private let scenario: Scenario
    private let concurrency: Int

    /// Rows that are written at a time, whatever the day holds.
    private static let chunk = 4 * RowBlocks.blockSize

    init(_ settings: FirehoseSettings, scenario: Scenario, concurrency: Int) {
        self.settings = settings
        self.scenario = scenario
        self.concurrency = concurrency
    }

    func write(
        into folder: inout OutputFolder, progress: (_ done: Int) -> Void
    ) throws(StorageError) -> Simulator.Outcome {
        let days = scenario.days
        let leads = FirehoseLeads(settings, scenario: scenario)
        var shapes = ShapeCounter(
            name: scenario.name, channels: FirehoseCatalog.channels, days: days, leads: settings.leads)
        let lines = FirehoseLines(accounts: leads.accounts)
        var writer = try folder.open("events.csv")
        try writer.append(Array(FirehoseLines.header.utf8))
        // By days from the first, the rows that arrive on it; what arrives after the last day is not in the file.
        var arrivals = [[FirehoseEvent]](repeating: [], count: days.count)
        var rows = 0
        for day in days {
            let today = FirehoseDay(settings, leads: leads, seed: scenario.seed ?? 1, day: day)
            let blocks = RowBlocks(rowCount: settings.leads, concurrency: concurrency)
                .map { today.events(of: $0) }
            for event in blocks.joined() {
                let place = Int(event.arrival / TimeSpan.day.microseconds) - days.lowerBound
                if place < days.count { arrivals[place].append(event) }
            }
            var events = arrivals[day - days.lowerBound]
            arrivals[day - days.lowerBound] = []
            events.sort(by: FirehoseEvent.precedes)
            for event in events {
                shapes.add(
                    lead: Int(event.lead), channel: Int(event.channel), occurredAt: event.occurredAt,
                    recordedAt: event.recordedAt)
            }
            try write(events, lines, to: &writer)
            rows += events.count
            progress(day - days.lowerBound + 1)
        }
        try folder.close(writer, as: "events.csv", rows: rows)
        try writeTruth(leads, into: &folder)
        try folder.write(
            Array(FirehosePipeline(scenario: scenario).text.utf8), to: "pipeline.yaml")
        return Simulator.Outcome(
            counts: ["events": rows, "leads": settings.leads, "accounts": settings.accountCount],
            shapes: shapes.shapes())
    }

    private func writeTruth(_ leads: FirehoseLeads, into folder: inout OutputFolder) throws(StorageError) {
        var writer = try folder.open("truth/leads.csv")
        try writer.append(Array(FirehoseLeads.header.utf8))
        for first in stride(from: 0, to: settings.leads, by: Self.chunk) {
            try writer.append(leads.lines(first..<min(first + Self.chunk, settings.leads)))
        }
        try folder.close(writer, as: "truth/leads.csv", rows: settings.leads)
    }

    private func write(
        _ events: [FirehoseEvent], _ lines: FirehoseLines, to writer: inout FileWriter
    ) throws(StorageError) {
        for first in stride(from: 0, to: events.count, by: Self.chunk) {
            let chunk = events[first..<min(first + Self.chunk, events.count)]
            let parts = RowBlocks(rowCount: chunk.count, concurrency: concurrency).map { rows in
                lines.bytes(chunk[first + rows.lowerBound..<first + rows.upperBound])
            }
            for part in parts { try writer.append(part) }
        }
    }
}
