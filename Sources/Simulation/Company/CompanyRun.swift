internal import Features
internal import LinearAlgebra
internal import Storage

/// Writes a company: its channels' files, its leads, the prepared table, the pipelines and the truth.
///
/// It holds all rows at once, to bring each file into the order in which its rows were entered.
struct CompanyRun {
    private let world: World
    private let scenario: Scenario
    private let concurrency: Int

    init(_ settings: CompanySettings, scenario: Scenario, concurrency: Int) {
        world = World(settings, scenario: scenario)
        self.scenario = scenario
        self.concurrency = concurrency
    }

    /// How many steps of progress a run reports: leads, stories, a file for each channel.
    static func steps(_ settings: CompanySettings) -> Int { 2 + Channel.allCases.count }

    private struct Told: Sendable {
        var rows: [CompanyRow] = []
        var keys: [LeadKey] = []
        var tallies: [LeadTally] = []
    }

    func write(
        into folder: inout OutputFolder, progress: (_ done: Int) -> Void
    ) throws(StorageError) -> Simulator.Outcome {
        let leads = Outcomes(world).draw(concurrency: concurrency)
        progress(1)
        var told = tell(leads)
        progress(2)
        var counts = ["leads": leads.count, "accounts": world.accounts.count]
        var faults = FaultList()
        var affected: [Leak.Kind: Int] = [:]
        var shapes = ShapeCounter(
            name: scenario.name, channels: Channel.allCases.map(\.rawValue), days: world.days,
            leads: leads.count)
        for channel in Channel.allCases {
            let rows = told.rows.filter { $0.channel == channel }.sorted(by: CompanyRow.precedes)
            for row in rows where !row.isCopy {
                if let kind = row.planted { affected[kind, default: 0] += 1 }
                shapes.add(
                    lead: channel == .enrichment ? nil : Int(row.owner), channel: channel.place,
                    occurredAt: row.occurredAt,
                    recordedAt: channel.hasRecordedTime ? row.recordedAt : nil)
            }
            try write(rows, of: channel, into: &folder, &faults)
            counts["rows", default: 0] += rows.count
            progress(3 + channel.place)
        }
        told.rows = []
        counts["faults"] = faults.count
        for (fault, count) in faults.counts { counts["faults.\(fault)"] = count }
        var snapshot = LeadsFile(world)
        let file = snapshot.bytes(leads, told.tallies)
        try folder.write(file.bytes, to: LeadsFile.name, rows: file.rows)
        affected.merge(snapshot.affected) { $1 }
        let prepared = PreparedTable(world: world).bytes(leads, told.tallies)
        try folder.write(prepared.bytes, to: PreparedTable.name, rows: prepared.rows)
        countPlanted(&affected, leads, prepared: prepared.rows)
        try writeSettings(into: &folder)
        try writeTruth(leads, told.keys, faults, affected, into: &folder)
        return Simulator.Outcome(counts: counts, shapes: shapes.shapes(conversions: conversions(leads)))
    }

    private func tell(_ leads: [LeadTruth]) -> Told {
        let world = world
        let blocks = RowBlocks(rowCount: leads.count, concurrency: concurrency).map { range in
            var told = Told()
            for lead in range {
                var story = LeadStory(leads[lead], world: world)
                story.tell()
                let rows = story.writer.rows
                told.tallies.append(LeadTally(rows, truth: leads[lead], world: world))
                told.keys += story.keys
                told.rows += rows
            }
            return told
        }
        var told = Told()
        for block in blocks {
            told.rows += block.rows
            told.keys += block.keys
            told.tallies += block.tallies
        }
        for index in world.accounts.indices { told.rows += describe(index) }
        return told
    }

    /// What the third party says of an account, anew every quarter.
    private func describe(_ index: Int) -> [CompanyRow] {
        let account = world.accounts[index]
        var writer = RowWriter(
            world: world, owner: index, name: Account.name(index), stream: "account faults", character: index,
            shift: 0)
        var random = world.random("enrichment", index)
        var time = account.knownAt
        while time < world.end {
            let interest = min(100, max(0, 50 + 12 * account.conversion + 15 * random.normal()))
            writer.add(
                .enrichment, at: time,
                [Account.industries[account.industry], String(account.employees), String(Int(interest))])
            time += TimeSpan.days(91).microseconds
        }
        return writer.rows
    }

    private func write(
        _ rows: [CompanyRow], of channel: Channel, into folder: inout OutputFolder, _ faults: inout FaultList
    ) throws(StorageError) {
        var writer = try folder.open(channel.file)
        var text = TextBuffer()
        if !channel.isJSON { text.add(RowText.header(channel)) }
        // Ids follow the order of entry; a copy has the id of its row.
        var number = 0
        var copied: [Int64: Int] = [:]
        for row in rows {
            let name = Int64(row.owner) << 32 | Int64(row.ordinal)
            let own: Int
            if row.isCopy, let first = copied[name] {
                own = first
            } else {
                number += 1
                own = number
                if row.isCopied { copied[name] = own }
            }
            let id = channel.letter + String(own)
            faults.add(row, id: id)
            text.add(RowText.start(channel))
            text.add(id)
            text.add(row.payload)
            if text.bytes.count > 1 << 20 {
                try writer.append(text.bytes)
                text.clear()
            }
        }
        try writer.append(text.bytes)
        try folder.close(writer, as: channel.file, rows: rows.count)
    }

    private func writeSettings(into folder: inout OutputFolder) throws(StorageError) {
        let pipeline = CompanyPipeline(world: world, scenario: scenario)
        try folder.write(Array(pipeline.text.utf8), to: "pipeline.yaml")
        try folder.write(Array(pipeline.prepared.utf8), to: "prepared.yaml")
    }

    private func writeTruth(
        _ leads: [LeadTruth], _ keys: [LeadKey], _ faults: FaultList, _ affected: [Leak.Kind: Int],
        into folder: inout OutputFolder
    ) throws(StorageError) {
        let truth = TruthFiles(world: world)
        try folder.write(truth.leads(leads), to: "truth/leads.csv", rows: leads.count)
        try folder.write(truth.personas(leads), to: "truth/personas.csv", rows: leads.count)
        try folder.write(truth.keys(keys, of: leads), to: "truth/keys.csv", rows: keys.count)
        try folder.write(truth.accounts(), to: "truth/accounts.csv", rows: world.accounts.count)
        try folder.write(truth.campaigns(), to: "truth/campaigns.csv", rows: world.campaigns.count)
        try folder.write(faults.bytes, to: "truth/faults.csv", rows: faults.count)
        let leaks = (scenario.leaks ?? []).map { PlantedLeak($0, affected: affected[$0.kind] ?? 0) }
        try folder.write(CanonicalJSON.encode(PlantedLeaks(leaks: leaks)), to: "truth/leaks.json")
    }

    /// What the leaks that lie in no single row have touched.
    private func countPlanted(_ affected: inout [Leak.Kind: Int], _ leads: [LeadTruth], prepared: Int) {
        affected[.duplicateAcrossSlices] = leads.count { $0.character != $0.lead }
        affected[.accountAcrossSlices] = leads.count { $0.followsAccount }
        if world.strength(.targetEncoding) > 0 { affected[.targetEncoding] = prepared }
        if world.strength(.scalerOnAllData) > 0 { affected[.scalerOnAllData] = prepared }
        if world.strength(.overlappingWindows) > 0 {
            affected[.overlappingWindows] = leads.count { world.slices.isTraining($0.createdAt + world.ask) }
        }
    }

    /// Leads and conversions by month of creation, for leads whose window is over.
    private func conversions(_ leads: [LeadTruth]) -> [Shapes.ConversionCounts] {
        var months: [String: Shapes.ConversionCounts] = [:]
        for lead in leads where lead.createdAt + world.window <= world.end {
            let month = String(Instant(microseconds: lead.createdAt).dateText.dropLast(3))
            var count =
                months[month]
                ?? Shapes.ConversionCounts(month: month, leads: 0, converted: 0, expected: 0, variance: 0)
            count.leads += 1
            if lead.converts { count.converted += 1 }
            count.expected += lead.probability
            count.variance += lead.probability * (1 - lead.probability)
            months[month] = count
        }
        return months.sorted { $0.key < $1.key }.map(\.value)
    }
}
