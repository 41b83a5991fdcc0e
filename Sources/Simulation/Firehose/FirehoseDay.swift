internal import Features
internal import LinearAlgebra

/// What happens on one day: a function of the scenario, the day and the lead alone.
struct FirehoseDay: Sendable {
    let settings: FirehoseSettings
    let leads: FirehoseLeads
    let day: Int
    private let weight: Double
    private let stream: CounterRandom

    init(_ settings: FirehoseSettings, leads: FirehoseLeads, seed: UInt64, day: Int) {
        self.settings = settings
        self.leads = leads
        self.day = day
        weight = FirehoseLeads.weight(of: day)
        stream = CounterRandom(seed: seed, stream: "firehose day \(day)")
    }

    /// The events of some leads, in no order.
    ///
    /// - Complexity: O(leads + events).
    func events(of range: Range<Int>) -> [FirehoseEvent] {
        var events: [FirehoseEvent] = []
        for lead in range {
            let age = day - Int(leads.created[lead])
            guard age >= 0 else { continue }
            var random = stream.substream(UInt32(lead))
            let mean = Double(leads.rates[lead]) * leads.interest[age] * weight
            let sessions = CounterRandom.poisson(mean: min(mean, 600), uniform: random.nextUniform())
            var ordinal: UInt64 = 0
            for _ in 0..<sessions { add(sessionOf: lead, ordinal: &ordinal, to: &events, &random) }
        }
        return events
    }

    /// Adds a session: events through one channel mostly, seconds or minutes apart.
    private func add(
        sessionOf lead: Int, ordinal: inout UInt64, to events: inout [FirehoseEvent],
        _ random: inout CounterRandom
    ) {
        let warmth = Int(leads.warmths[lead])
        var time = Rhythm.office.time(on: day, &random)
        var channel = FirehoseCatalog.channel[warmth].draw(&random)
        for step in 0..<random.geometric(mean: FirehoseLeads.eventsPerSession) {
            if step > 0 {
                time += Int64(min(1800, random.logLogistic(median: 40, shape: 1.5)) * 1_000_000)
                if random.chance(0.15) { channel = FirehoseCatalog.channel[warmth].draw(&random) }
            }
            // The day and the lead bound the ordinal's sixteen bits; an odd factor keeps ids distinct.
            let key = UInt64(lead) << 32 | UInt64(day & 0xFFFF) << 16 | (ordinal & 0xFFFF)
            ordinal += 1
            let event = event(
                lead, channel, at: time / 1000 * 1000, id: key &* 0x9E37_79B9_7F4A_7C15, &random)
            events.append(event)
            if random.chance(settings.duplicates ?? 0) {
                var copy = event
                copy.arrival += Int64(random.exponential(mean: 7200) * 1000) * 1000
                events.append(copy)
            }
        }
    }

    private func event(
        _ lead: Int, _ channel: Int, at time: Int64, id: UInt64, _ random: inout CounterRandom
    ) -> FirehoseEvent {
        let kind = Int(FirehoseCatalog.kindsOfChannel[channel][FirehoseCatalog.kind[channel].draw(&random)])
        let isLate = random.chance(settings.late ?? 0.02)
        let delay =
            isLate
            ? min(60 * 86_400, random.logLogistic(median: 8 * 3600, shape: 1.3))
            : min(3600, random.logLogistic(median: 2, shape: 2))
        let recorded = time + Int64(delay * 1000) * 1000
        var page = -1
        if kind == 0 {
            page =
                leads.warmths[lead] == 2 && random.chance(0.2)
                ? FirehoseCatalog.pricing : FirehoseCatalog.page.draw(&random)
        }
        let median = FirehoseCatalog.amounts[kind]
        let amount = median > 0 ? Int32(100 * min(1e6, random.logNormal(median: median, sigma: 0.9))) : -1
        let length = FirehoseCatalog.seconds[kind]
        let seconds = length > 0 ? Int32(min(86_400, random.logNormal(median: length, sigma: 0.8))) : -1
        return FirehoseEvent(
            arrival: recorded, occurredAt: time, recordedAt: recorded, id: id, lead: Int32(lead),
            amount: amount, seconds: seconds, kind: Int8(kind), channel: Int8(channel), page: Int8(page))
    }
}
