internal import Features
internal import LinearAlgebra
internal import Arithmetic

/// Everything that happens with one lead: a function of the scenario and the lead alone.
///
/// Before it converts, a lead does what its propensity makes it do, not what its outcome is: its true probability
/// is the best prediction there is.
struct LeadStory {
    let world: World
    let truth: LeadTruth
    var keys: [LeadKey] = []
    var writer: RowWriter
    /// When consent to marketing ends; nil where it was never given.
    var consentEnds: Int64?

    /// Days in which a lead does something.
    static let activeDays = 120

    // Times within are those of the character; the writer shifts them.
    var createdAt: Int64 { truth.createdAt - truth.shift }
    var convertedAt: Int64? { truth.convertedAt.map { $0 - truth.shift } }
    var contactedAt: Int64? { truth.contactedAt.map { $0 - truth.shift } }
    var declinedAt: Int64? { truth.declinedAt.map { $0 - truth.shift } }

    init(_ truth: LeadTruth, world: World) {
        self.truth = truth
        self.world = world
        writer = RowWriter(
            world: world, owner: truth.lead, name: Self.name(truth.lead), stream: "faults",
            character: truth.character, shift: truth.shift)
    }

    /// The lead's name in files.
    static func name(_ lead: Int) -> String {
        let digits = String(lead)
        return "L" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    /// Tells the story.
    mutating func tell() {
        var random = world.random("story", truth.character)
        keys(&random)
        beginning(&random)
        sales(&random)
        interactions(&random)
        ending(&random)
        plantedRows()
    }

    func key(_ letter: String, _ number: Int) -> String {
        // An odd factor makes keys that do not show the lead's number, and stay distinct.
        let mixed = (UInt64(truth.lead) << 8 | UInt64(number)) &* 0x9E37_79B9_7F4A_7C15
        return letter + String(mixed, radix: 16)
    }

    private mutating func keys(_ random: inout CounterRandom) {
        let settings = world.settings.identity
        let day = TimeSpan.day.microseconds
        let browsers = 1 + random.poisson(mean: (settings?.browsers ?? 1.7) - 1)
        for number in 0..<min(browsers, 200) {
            // The first browser is tied to the lead when it appears, further ones when they sign in, if ever.
            var linked: Int64? = createdAt
            if number > 0 {
                let isKnown = random.chance(settings?.known ?? 0.6)
                let later = Int64(random.exponential(mean: 20) * Double(day))
                linked = isKnown ? createdAt + later : convertedAt
                if let converted = convertedAt, let known = linked { linked = min(known, converted) }
            }
            let used = createdAt - Int64(random.nextUniform() * 10 * Double(day))
            keys.append(
                LeadKey(
                    lead: truth.lead, namespace: "cookie", key: key("b", number), usedAt: used,
                    linkedAt: linked))
        }
        keys.append(
            LeadKey(
                lead: truth.lead, namespace: "email", key: key("e", 0), usedAt: createdAt, linkedAt: createdAt
            ))
        for key in keys {
            guard let linked = key.linkedAt else { continue }
            writer.add(.identity, at: linked, [key.namespace, key.key], .init(mayBeLate: false))
        }
    }

    private mutating func beginning(_ random: inout CounterRandom) {
        let account = Account.name(truth.account)
        let essential = RowWriter.Options(mayBeLate: false)
        writer.add(.crm, at: createdAt, ["lead.created", account, nil], essential)
        let consent = world.settings.consent
        if random.chance(consent?.granted ?? 0.8) {
            writer.add(.crm, at: createdAt, ["consent.granted", account, nil])
            consentEnds = .max
            if random.chance(consent?.withdrawn ?? 0.1) {
                let end = createdAt + Int64(random.exponential(mean: 30) * 86_400_000) * 1000
                consentEnds = end
                writer.add(.crm, at: end, ["consent.withdrawn", account, nil])
            }
        }
        switch LeadTruth.origins[truth.origin] {
        case "form": writer.add(.forms, at: createdAt, ["contact", key("e", 0)])
        case "partner":
            writer.add(.partners, at: createdAt, ["partner-\(1 + random.integer(below: 8))"])
        case "campaign" where truth.campaign >= 0:
            writer.add(.marketing, at: createdAt, ["joined", world.campaigns[truth.campaign].name])
        case "chat": conversation(at: createdAt, &random)
        default: break
        }
    }

    private mutating func sales(_ random: inout CounterRandom) {
        let account = Account.name(truth.account)
        let scored = createdAt + TimeSpan.days(2).microseconds
        writer.add(.crm, at: scored, ["score.assigned", account, String(truth.score)])
        guard let contacted = contactedAt else { return }
        var time = contacted
        for _ in 0..<random.geometric(mean: 1.6) {
            let seconds = Int(min(7200, random.logNormal(median: 300, sigma: 0.8)))
            writer.add(.crm, at: time, ["call.made", account, String(seconds)])
            time += Int64(random.exponential(mean: 4) * 86_400_000) * 1000
        }
    }

    private mutating func ending(_ random: inout CounterRandom) {
        let account = Account.name(truth.account)
        if let declined = declinedAt { writer.add(.crm, at: declined, ["lead.declined", account, nil]) }
        guard let converted = convertedAt else { return }
        let amount = Int(random.logNormal(median: 4800, sigma: 0.7))
        writer.add(
            .subscriptions, at: converted, ["subscription.started", "team", String(amount)],
            .init(mayBeLate: false))
        // A new customer sets the product up and is asked how it went.
        var time = converted
        for _ in 0..<(5 + random.poisson(mean: 15)) {
            time += Int64(random.exponential(mean: 1.5) * 86_400_000) * 1000
            use(at: time, &random)
        }
        if random.chance(0.4) {
            let asked = converted + TimeSpan.days(30).microseconds
            writer.add(.surveys, at: asked, [String(5 + random.integer(below: 6))])
        }
    }
}
