internal import Features
internal import LinearAlgebra
internal import Arithmetic

/// What all leads of a company share.
struct World: Sendable {
    let settings: CompanySettings
    let seed: UInt64
    let days: Range<Int>
    let slices: SlicePlan
    let personas: [CompanySettings.Persona]
    let intents: [CompanySettings.Intent]
    let persona: Choice
    /// How each persona behaves.
    let behaviours: [PersonaBehaviour]
    let arrival: DayChoice
    let campaigns: [Campaign]
    let accounts: [Account]
    private let strengths: [Leak.Kind: Double]

    /// A marketing campaign.
    struct Campaign: Sendable {
        var name: String
        var days: Range<Int>
        /// The effect on converting of leads it brings.
        var conversion: Double
    }

    init(_ settings: CompanySettings, scenario: Scenario) {
        self.settings = settings
        seed = scenario.seed ?? 1
        days = scenario.days
        strengths = Dictionary(
            uniqueKeysWithValues: (scenario.leaks ?? []).map { ($0.kind, $0.strength) })
        personas = settings.personasOrDefault
        intents = settings.intentsOrDefault
        persona = Choice(weights: personas.map(\.share))
        let separation = settings.separation ?? 1
        behaviours = personas.map { [intents] persona in
            PersonaBehaviour(persona, separation: separation, intents: intents)
        }
        let days = days
        arrival = DayChoice(days) { day in
            let growth = 1 + 0.5 * Double(day - days.lowerBound) / Double(days.count)
            return growth * Rhythm.office.weekdayWeight(of: day) * Rhythm.office.seasonWeight(of: day)
        }
        var random = CounterRandom(seed: seed, stream: "campaigns")
        campaigns = (0..<(settings.campaigns ?? 6)).map { number in
            let start = days.lowerBound + random.integer(below: days.count)
            let length = 14 + random.integer(below: 45)
            return Campaign(
                name: "campaign-\(number + 1)", days: start..<start + length,
                conversion: 0.4 * random.normal())
        }
        accounts = Account.draw(settings, seed: seed, days: days)
        let window = Int(settings.windowOrDefault.inDays)
        // A cutoff may be at any time of its day.
        let gap = window - Int(settings.askOrDefault.inDays) + 1
        let overlap = strengths[.overlappingWindows] ?? 0
        // At least a day lies between slices, which may not share one.
        slices = SlicePlan(
            days: days, window: window,
            gap: max(1, Int((1 - overlap) * Double(gap))))
    }

    /// How strong a planted leak is; 0 where it is not planted.
    func strength(_ kind: Leak.Kind) -> Double { strengths[kind] ?? 0 }

    /// Whether a leak is planted.
    func has(_ kind: Leak.Kind) -> Bool { strengths[kind] != nil }

    /// Whether personas differ in what they do, and not only in how much.
    var plantsBehaviour: Bool { personas.contains(where: \.isPlanted) }

    /// The first instant recorded.
    var start: Int64 { Int64(days.lowerBound) * TimeSpan.day.microseconds }
    /// The first instant no longer recorded.
    var end: Int64 { Int64(days.upperBound) * TimeSpan.day.microseconds }
    /// How long after its creation a lead is asked about.
    var ask: Int64 { settings.askOrDefault.microseconds }
    /// How long a lead has to convert.
    var window: Int64 { settings.windowOrDefault.microseconds }

    /// What is drawn for one lead under a name, whatever else is drawn.
    func random(_ name: String, _ index: Int) -> CounterRandom {
        CounterRandom(seed: seed, stream: name).substream(UInt32(index))
    }
}
