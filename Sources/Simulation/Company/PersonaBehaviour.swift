internal import Arithmetic

/// How one persona behaves, its difference from what is usual drawn in by the separation.
struct PersonaBehaviour: Sendable {
    /// The effect on converting.
    let conversion: Double
    /// A factor of activity.
    let activity: Double
    let session: Choice
    let page: Choice
    let intent: Choice
    /// When it is active in a share of its sessions, and how large that share is.
    let rhythm: Rhythm
    let rhythmShare: Double
    /// Days in which interest falls to a third.
    let fading: Double
    /// A preferred size of company, and how often it shows.
    let company: CompanySettings.CompanySize?
    let companyShare: Double

    private static let usualFading = 45.0

    /// - Parameters:
    ///   - separation: in 0...1; at 0 every persona is the usual one.
    ///   - intents: whose shares the persona's factors change.
    init(_ persona: CompanySettings.Persona, separation: Double, intents: [CompanySettings.Intent]) {
        func part(_ factor: Double?) -> Double {
            guard let factor else { return 1 }
            // The power of one, to the bit.
            return separation == 1 ? factor : Exponents.power(factor, separation)
        }
        conversion = persona.conversion * separation
        activity = part(persona.activity)
        session = Choice(
            weights: SessionKind.allCases.map { $0.weight * part(persona.channels?[$0.rawValue]) })
        page = Choice(
            weights: zip(FirehoseCatalog.pages, FirehoseCatalog.pageWeights).map { name, weight in
                weight * part(persona.pages?[name])
            })
        intent = Choice(weights: intents.map { $0.share * part(persona.topics?[$0.topic.rawValue]) })
        rhythm = Rhythm.of(persona.hours ?? .office)
        rhythmShare = persona.hours == nil ? 0 : separation
        fading = Self.usualFading * part(persona.fading.map { $0 / Self.usualFading })
        company = persona.company
        companyShare = separation
    }

    /// A day's share of activity against the mean of its week, 1 on average.
    func weekdayWeight(of day: Int) -> Double {
        (1 - rhythmShare) * Rhythm.office.weekdayWeight(of: day)
            + rhythmShare * rhythm.weekdayWeight(of: day)
    }

    /// A factor that keeps what a lead does over the active days the same however fast its interest fades.
    var level: Double { Self.interest(Self.usualFading) / Self.interest(fading) }

    /// The sum of what is left of interest over the active days.
    private static func interest(_ fading: Double) -> Double {
        let daily = PortableMath.exp(-1 / fading)
        var (sum, left) = (0.0, 1.0)
        for _ in 0..<LeadStory.activeDays {
            sum += left
            left *= daily
        }
        return sum
    }
}
