internal import Features
internal import LinearAlgebra
internal import Arithmetic

extension LeadStory {
    /// Sessions from the lead's appearance on, thinning out with time.
    mutating func interactions(_ random: inout CounterRandom) {
        let first = Int(createdAt / TimeSpan.day.microseconds)
        let perSession = 3.0
        // The weights of `interest` over the active days sum to about 36.
        let rate = truth.activity / perSession / 36 * behaviour.level
        let hasTrial = random.chance(world.settings.trials ?? 0.3)
        if hasTrial {
            let started = createdAt + Int64(random.exponential(mean: 4) * 86_400_000) * 1000
            writer.add(.subscriptions, at: started, ["trial.started", "trial", nil])
        }
        for day in first..<first + Self.activeDays {
            let interest = PortableMath.exp(-Double(day - first) / behaviour.fading)
            let mean = rate * interest * behaviour.weekdayWeight(of: day)
            for _ in 0..<random.poisson(mean: min(mean, 250)) {
                session(on: day, hasTrial: hasTrial, &random)
            }
        }
        // Browsers meet the site before anyone knows whose they are.
        for number in keys.indices where keys[number].namespace == "cookie" {
            for _ in 0..<random.poisson(mean: 2) {
                let span = Double(createdAt - keys[number].usedAt)
                visit(browser: number, at: keys[number].usedAt + Int64(random.nextUniform() * span), &random)
            }
        }
    }

    private var behaviour: PersonaBehaviour { world.behaviours[truth.persona] }

    /// A time of that day, at the persona's hours where it has some.
    private func time(on day: Int, _ random: inout CounterRandom) -> Int64 {
        guard behaviour.rhythmShare > 0 else { return Rhythm.office.time(on: day, &random) }
        let isOwn = random.chance(behaviour.rhythmShare)
        return (isOwn ? behaviour.rhythm : .office).time(on: day, &random)
    }

    private mutating func session(on day: Int, hasTrial: Bool, _ random: inout CounterRandom) {
        let time = time(on: day, &random)
        let kind = SessionKind.allCases[behaviour.session.draw(&random)]
        guard time > createdAt else { return }
        switch kind {
        case .chat: conversation(at: time, &random)
        case .email: mail(at: time, &random)
        case .product where hasTrial:
            var time = time
            for _ in 0..<random.geometric(mean: 3) {
                use(at: time, &random)
                time += Int64(random.exponential(mean: 300) * 1000) * 1000
            }
        case .surveys: writer.add(.surveys, at: time, [String(random.integer(below: 11))])
        case .tickets: ticket(at: time, &random)
        case .webinars where isConsenting(at: time):
            writer.add(.marketing, at: time, ["attended", "webinar-\(1 + random.integer(below: 5))"])
        case .downloads: writer.add(.forms, at: time, ["download", key("e", 0)])
        case .web, .product, .webinars:
            let cookies = keys.count { $0.namespace == "cookie" }
            let number = random.integer(below: cookies)
            var time = time
            for _ in 0..<random.geometric(mean: 4) {
                visit(browser: number, at: time, &random)
                time += Int64(min(1800, random.logLogistic(median: 40, shape: 1.5)) * 1000) * 1000
            }
        }
    }

    private func isConsenting(at time: Int64) -> Bool { time < (consentEnds ?? .min) }

    private mutating func mail(at time: Int64, _ random: inout CounterRandom) {
        guard isConsenting(at: time) else { return }
        let campaign = "newsletter-\(1 + random.integer(below: 12))"
        writer.add(.email, at: time, ["sent", campaign])
        // People answer when they next look: in hours mostly, in weeks sometimes.
        let opened =
            time + Int64(min(30 * 86_400, random.logLogistic(median: 5 * 3600, shape: 1.4)) * 1000) * 1000
        guard random.chance(0.6) else { return }
        writer.add(.email, at: opened, ["opened", campaign])
        guard random.chance(0.3) else { return }
        writer.add(.email, at: opened + 45_000_000, ["clicked", campaign])
    }

    mutating func conversation(at time: Int64, _ random: inout CounterRandom) {
        let topic = topic(&random)
        var time = time
        for _ in 0..<random.geometric(mean: 1.8) {
            writer.add(.chat, at: time, [keys[0].key, "lead", Grammar.message(topic, &random)])
            time += Int64(min(3600, random.logLogistic(median: 50, shape: 1.6)) * 1000) * 1000
            writer.add(.chat, at: time, [keys[0].key, "agent", Grammar.answer(topic, &random)])
            time += Int64(min(3600, random.logLogistic(median: 90, shape: 1.6)) * 1000) * 1000
        }
    }

    private mutating func ticket(at time: Int64, _ random: inout CounterRandom) {
        let topic = topic(&random)
        let priority = ["low", "normal", "high"][random.integer(below: 3)]
        writer.add(.tickets, at: time, [priority, topic.rawValue, Grammar.message(topic, &random)])
    }

    /// What the lead wants, mostly.
    private func topic(_ random: inout CounterRandom) -> Topic {
        random.chance(0.7)
            ? world.intents[truth.intent].topic : Topic.allCases[random.integer(below: Topic.allCases.count)]
    }

    mutating func use(at time: Int64, _ random: inout CounterRandom) {
        let features = ["editor", "search", "export", "sharing", "reports"]
        let seconds = Int(min(14_400, random.logNormal(median: 90, sigma: 1)))
        writer.add(
            .product, at: time,
            ["feature.used", key("u", 0), features[random.integer(below: features.count)], String(seconds)])
    }

    private static let pages = FirehoseCatalog.pages

    private mutating func visit(browser: Int, at time: Int64, _ random: inout CounterRandom) {
        let browser = keys[browser]
        // Of the pages, those who mean to buy look at prices more often.
        let eager = 0.04 + 0.12 * truth.probability
        let page = random.chance(eager) ? FirehoseCatalog.pricing : behaviour.page.draw(&random)
        let seconds = Int(min(3600, random.logNormal(median: 40, sigma: 0.9)))
        let device = browser.key.utf8.reduce(0) { $0 &+ Int($1) } % 3 == 0 ? "mobile" : "web"
        writer.add(
            .web, at: time, [browser.key, device, Self.pages[page], String(seconds)],
            options(browser, at: time))
    }

    /// Whether a visit's row names the lead: where the browser was tied to it by then, or by a planted mistake.
    private func options(_ browser: LeadKey, at time: Int64) -> RowWriter.Options {
        var options = RowWriter.Options(namesOwner: false)
        guard let linked = browser.linkedAt else { return options }
        options.namesOwner = linked <= time
        var random = world.random("retroactive", truth.character)
        if linked > time, convertedAt == linked, random.chance(world.strength(.retroactiveIdentity)) {
            options.namesOwner = true
            options.planted = .retroactiveIdentity
        }
        return options
    }
}
