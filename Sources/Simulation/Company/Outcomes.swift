internal import Features
internal import LinearAlgebra
internal import Arithmetic

/// Who converts, and when: drawn from the true probabilities.
struct Outcomes {
    private let world: World
    /// Days to convert have a heavy tail that the window cuts.
    private static let median = 18.0
    private static let shape = 2.0
    /// Nobody converts before sales has had its say.
    private static let earliest = 5.0

    init(_ world: World) { self.world = world }

    /// All leads with their outcomes.
    ///
    /// - Complexity: O(leads).
    func draw(concurrency: Int) -> [LeadTruth] {
        let world = world
        var leads = RowBlocks(rowCount: world.settings.leads, concurrency: concurrency)
            .map { rows in rows.map { LeadTruth($0, in: world) } }.flatMap { $0 }
        let intercept = intercept(leads.map(\.logit), mean: world.settings.base ?? 0.2)
        let whole = accountOutcomes(intercept)
        for index in leads.indices {
            let account = whole[leads[index].account]
            decide(&leads[index], intercept: intercept, account: account)
        }
        return copies(leads)
    }

    /// The intercept that gives the logits that mean probability, by bisection.
    private func intercept(_ logits: [Double], mean: Double) -> Double {
        var (low, high) = (-40.0, 40.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let sum = logits.reduce(0) { $0 + PortableMath.sigmoid($1 + middle) }
            if sum / Double(logits.count) < mean { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private struct AccountOutcome {
        var probability: Double
        var converts: Bool
    }

    /// Where leads of an account are planted to share an outcome, each such account's.
    private func accountOutcomes(_ intercept: Double) -> [AccountOutcome?] {
        let strength = world.strength(.accountAcrossSlices)
        return world.accounts.indices.map { index in
            guard strength > 0 else { return nil }
            var random = world.random("account outcome", index)
            guard random.chance(strength) else { return nil }
            let probability = PortableMath.sigmoid(intercept + world.accounts[index].conversion)
            return AccountOutcome(probability: probability, converts: random.chance(probability))
        }
    }

    private func decide(_ lead: inout LeadTruth, intercept: Double, account: AccountOutcome?) {
        var random = world.random("outcome", lead.lead)
        lead.probability = account?.probability ?? PortableMath.sigmoid(lead.logit + intercept)
        lead.followsAccount = account != nil
        let converts = random.chance(lead.probability)
        let days = Double(world.window) / Double(TimeSpan.day.microseconds)
        // The last hour of the window stays free, so that no rounding puts a conversion outside it.
        let cut = share(within: days - 1.0 / 24)
        let uniform = random.nextOpenUniform() * cut
        let wait = Self.median * Exponents.power(uniform / (1 - uniform), 1 / Self.shape)
        if account?.converts ?? converts {
            lead.convertedAt =
                lead.createdAt + Int64((Self.earliest + wait) * 86_400_000) * 1000
        } else if random.chance(0.5) {
            // Sales gives nobody up before the question is asked.
            let later = 1 + random.exponential(mean: 25)
            lead.declinedAt = lead.createdAt + world.ask + Int64(later * 86_400_000) * 1000
        }
        let asked = Double(world.ask) / Double(TimeSpan.day.microseconds)
        let left = lead.probability * (1 - share(within: asked) / cut)
        lead.probabilityWhenAsked = left / (left + 1 - lead.probability)
    }

    /// The share of the uncut distribution of waiting that is over so many days after creation.
    private func share(within days: Double) -> Double {
        guard days > Self.earliest else { return 0 }
        return 1 / (1 + Exponents.power((days - Self.earliest) / Self.median, -Self.shape))
    }

    /// Replaces leads of the test slice by copies of leads of the train slice, where that is planted.
    private func copies(_ leads: [LeadTruth]) -> [LeadTruth] {
        let strength = world.strength(.duplicateAcrossSlices)
        guard strength > 0 else { return leads }
        let week = TimeSpan.days(7).microseconds
        let donors = leads.filter { world.slices.isTraining($0.createdAt + world.ask) }
        guard !donors.isEmpty else { return leads }
        return leads.map { lead in
            var random = world.random("copies", lead.lead)
            guard world.slices.isTesting(lead.createdAt + world.ask), random.chance(strength) else {
                return lead
            }
            let donor = donors[random.integer(below: donors.count)]
            // Whole weeks keep the rhythm; rounding down keeps the copy out of the future.
            let weeks = (lead.createdAt - donor.createdAt) / week
            let copy = donor.copy(as: lead.lead, later: weeks * week)
            return world.slices.isTesting(copy.createdAt + world.ask) ? copy : lead
        }
    }
}
