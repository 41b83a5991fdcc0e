import Datasets
import Features
import Storage
import TestKit

/// A year of a made-up company's events, without a fault or with those that are asked for.
struct ProfileWorld {
    var events: [Event] = []
    var sources: [String: SourceDefinition]
    var zone = "UTC"
    var until: DeclaredHorizon?
    private var random: SplitMix64
    private var number = 0

    static let weeks = 52
    static let start = Instant(year: 2024, month: 1, day: 1)
    private static let hour: Int64 = 3_600_000_000
    private static let minute: Int64 = 60_000_000
    private static let second: Int64 = 1_000_000

    /// How many hours the zone's clocks are ahead of UTC on a day.
    var ahead: (Int) -> Int64 = { _ in 0 }

    /// Fields without anything to say but their type.
    private static func source(
        _ kinds: [(kind: String, channel: String, attributes: [String])],
        fields: [String: FieldDefinition.Kind]
    ) -> SourceDefinition {
        var contract = fields.mapValues { FieldDefinition(type: $0, purpose: .feature) }
        contract["lead"] = FieldDefinition(type: .key, purpose: .identity, namespace: "lead")
        contract["at"] = FieldDefinition(type: .instant, purpose: .time)
        contract["written"] = FieldDefinition(type: .instant, purpose: .time)
        return SourceDefinition(
            file: "none.csv", format: SourceFormat(type: .csv), fields: contract,
            events: kinds.map { kind in
                EventDefinition(
                    kind: kind.kind, subject: "lead", channel: kind.channel, occurredAt: "at",
                    recordedAt: "written", attributes: kind.attributes)
            })
    }

    init(seed: UInt64 = 1) {
        random = SplitMix64(seed: seed)
        sources = [
            "web": Self.source(
                [("visit", "web", ["duration", "page", "mobile"])],
                fields: ["duration": .number, "page": .text, "mobile": .boolean]),
            "mail": Self.source(
                [("sent", "email", ["message"]), ("opened", "email", ["message"])],
                fields: ["message": .text]),
            "crm": Self.source(
                [("signup", "crm", ["region", "employees"])], fields: ["region": .text, "employees": .number]),
        ]
    }

    /// Adds an event, recorded a minute later unless said.
    mutating func add(
        _ source: String, _ kind: String, _ lead: Int, at time: Int64, recorded: Int64? = nil,
        _ attributes: [String: AttributeValue] = [:]
    ) {
        number += 1
        events.append(
            Event(
                id: "\(number)", source: source, kind: kind,
                subject: EntityKey(namespace: "lead", id: "\(100_000 + lead)"),
                channel: source == "mail" ? "email" : source, occurredAt: Instant(microseconds: time),
                recordedAt: Instant(microseconds: recorded ?? time + Self.minute), attributes: attributes))
    }

    /// A time of day between eight and twenty, most of them about noon.
    mutating func time(on day: Int) -> Int64 {
        let hour = 8 + (random.below(7) + random.below(7)) % 13
        let midnight = Self.start.microseconds + Int64(day) * 24 * Self.hour - ahead(day) * Self.hour
        return midnight + Int64(hour) * Self.hour + Int64(random.below(3_599) + 1) * Self.second
            + Int64(random.below(1_000_000))
    }

    /// About so many, with more spread than Poisson's.
    mutating func count(_ mean: Int) -> Int {
        (0..<4 * mean).count { _ in random.oneIn(4) } + random.below(3) - 1
    }

    /// What may go wrong in a year.
    struct Faults {
        /// By day, the factor of e-mails sent in percent.
        var mail: (Int) -> Int = { _ in 100 }
        /// By day, the percentage of visits without a page.
        var missing: (Int) -> Int = { _ in 5 }
        /// By day, what numbers of employees are multiplied by.
        var employees: (Int) -> Double = { _ in 1 }
        /// By day, whether there is a fourth region.
        var hasFourthRegion: (Int) -> Bool = { _ in false }
        /// By day, by how many hours visits are shifted.
        var shift: (Int) -> Int64 = { _ in 0 }
        /// Whether nothing comes from the web.
        var isSilent: (Int) -> Bool = { _ in false }
    }

    /// A year of events with these faults.
    mutating func run(_ faults: Faults = Faults()) {
        for day in 0..<7 * Self.weeks {
            let isWeekend = day % 7 >= 5
            for _ in 0..<(faults.isSilent(day) ? 0 : max(0, count(isWeekend ? 8 : 20))) {
                var attributes: [String: AttributeValue] = [
                    "duration": .number(Double(5 + random.below(60) * (1 + random.below(8)))),
                    "mobile": .flag(random.oneIn(3)),
                ]
                if random.below(100) >= faults.missing(day) {
                    attributes["page"] = .text(["home", "prices", "docs", "blog"][random.below(4)])
                }
                add(
                    "web", "visit", random.below(600), at: time(on: day) + faults.shift(day) * Self.hour,
                    attributes)
            }
            for _ in 0..<max(0, count(isWeekend ? 2 : 7) * faults.mail(day) / 100) {
                let lead = random.below(600)
                let sent = time(on: day)
                let message = AttributeValue.text("m\(number)")
                add("mail", "sent", lead, at: sent, ["message": message])
                guard random.oneIn(2) else { continue }
                let delay = Int64(60 + random.below(20_000)) * Self.second
                add("mail", "opened", lead, at: sent + delay, ["message": message])
            }
            for _ in 0..<max(0, count(3)) {
                let regions = ["north", "south", "east"] + (faults.hasFourthRegion(day) ? ["west"] : [])
                add(
                    "crm", "signup", 1000 + number, at: time(on: day),
                    [
                        "region": .text(random.pick(regions)),
                        "employees": .number(
                            Double(1 + random.below(40) * (1 + random.below(9))) * faults.employees(day)),
                    ])
            }
        }
    }

    /// What an import of the events would say of its rows.
    func manifest(bad: Int = 0) throws -> ImportManifest {
        let digest = String(repeating: "0", count: 64)
        let rows = sources.keys.sorted().map { name in
            let count = events.count { $0.source == name }
            return """
                {"name": "\(name)", "version": 1, "history": "full", "file": "\(digest)", "contract": "\(digest)",
                "counts": {"read": \(count + bad), "accepted": \(count), "quarantined": \(bad), "duplicate": 0,
                "filtered": 0, "events": \(count)}, "assumptions": {}}
                """
        }
        let text = """
            {"formatVersion": 1, "run": "\(digest)", "zone": "\(zone)", "sources": [\(rows.joined(separator: ","))]}
            """
        return try CanonicalJSON.decode(ImportManifest.self, from: Array(text.utf8), file: "import.json")
    }

    /// The profile of the events.
    func profile(_ settings: QualitySettings = QualitySettings(shuffles: 99)) throws -> DataProfile {
        try profiler(settings).profile(EventTable(events), manifest: manifest(), quarantine: [])
    }

    func profiler(_ settings: QualitySettings) -> EventProfiler {
        EventProfiler(
            sources: sources, zone: zone, until: until, settings: settings, outcome: "opened",
            anchor: "signup")
    }
}
