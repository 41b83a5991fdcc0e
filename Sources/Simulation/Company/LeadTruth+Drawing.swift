internal import Features
internal import LinearAlgebra
internal import Arithmetic

extension LeadTruth {
    /// The deviation of the logarithm of activity, before its heavy tail.
    private static let deviation = 0.5
    private static let origin = Choice(weights: [5, 1, 2, 1, 1])

    /// Draws everything about a lead but its outcome.
    init(_ lead: Int, in world: World) {
        var random = world.random("lead", lead)
        self.lead = lead
        character = lead
        let day = world.arrival.draw(&random)
        createdAt = Rhythm.office.time(on: day, &random) / 1000 * 1000
        // A square makes a few accounts large.
        let place = random.nextUniform()
        account = Int(place * place * Double(world.accounts.count))
        persona = world.persona.draw(&random)
        let behaviour = world.behaviours[persona]
        intent = behaviour.intent.draw(&random)
        account = Self.employer(of: lead, usually: account, behaviour, in: world)
        isInGroup = random.chance(world.settings.group?.share ?? 0)
        origin = Self.origin.draw(&random)
        let running = world.campaigns.indices.filter { world.campaigns[$0].days.contains(day) }
        let pick = random.integer(below: max(1, running.count))
        campaign = origin == 2 && !running.isEmpty ? running[pick] : -1
        let tail = random.pareto(exponent: 2.2, spread: 60)
        activityScore = random.normal()
        activity =
            (world.settings.interactions ?? 30) / 2.1 * tail * behaviour.activity
            * PortableMath.exp(Self.deviation * activityScore)
        logit = Self.logit(
            persona: behaviour, intent: world.intents[intent], account: world.accounts[account],
            campaign: campaign < 0 ? 0 : world.campaigns[campaign].conversion, day: day, in: world)
        logit += 0.5 * activityScore + (isInGroup ? world.settings.group?.conversion ?? 0 : 0)
        logit += 0.3 * random.normal()
        // What the rule of thumb of the sales team sees.
        let seen = 0.7 * activityScore + 0.4 * behaviour.conversion + 0.5 * random.normal()
        score = Int(100 * PortableMath.sigmoid(seen))
        let contact = world.settings.contact
        let rate = contact?.rate ?? 0.4
        let odds =
            PortableMath.log(rate / (1 - rate)) + (contact?.feedback ?? 1) * seen
            + (isInGroup ? world.settings.group?.contact ?? 0 : 0)
        let wait = min(10 * 86_400, random.logLogistic(median: 20 * 3600, shape: 1.8))
        if random.chance(PortableMath.sigmoid(odds)) {
            contactedAt = createdAt + TimeSpan.days(2).microseconds + Int64(wait * 1000) * 1000
            logit += contact?.effect ?? 0.6
        }
    }

    private static func logit(
        persona: PersonaBehaviour, intent: CompanySettings.Intent, account: Account,
        campaign: Double, day: Int, in world: World
    ) -> Double {
        let elapsed = Double(day - world.days.lowerBound) / Double(world.days.count)
        // The season of the office, from its summer lull to its full autumn.
        let season = (Rhythm.office.seasonWeight(of: day) - 1) / 0.25
        return persona.conversion + intent.conversion + account.conversion + campaign
            + (world.settings.drift ?? 0) * (elapsed - 0.5) + (world.settings.season ?? 0) * season
    }

    /// The account of a lead whose persona works for large or small companies: the largest or smallest of a few.
    private static func employer(
        of lead: Int, usually account: Int, _ behaviour: PersonaBehaviour, in world: World
    ) -> Int {
        guard let size = behaviour.company else { return account }
        // A stream of its own, which leaves what else is drawn as it is.
        var random = world.random("employer", lead)
        guard random.chance(behaviour.companyShare) else { return account }
        let candidates = (0..<4).map { _ in random.integer(below: world.accounts.count) }
        let employees = candidates.map { world.accounts[$0].employees }
        let best = candidates.indices.max { left, right in
            size == .large ? employees[left] < employees[right] : employees[left] > employees[right]
        }
        return best.map { candidates[$0] } ?? account
    }
}
