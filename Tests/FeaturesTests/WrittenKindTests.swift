import Features
import Settings
import TestKit
import Testing

/// Kinds written as in a pipeline file, on histories that are short enough to be reckoned by hand.
@Suite("Each kind as it is written, computed by hand")
struct WrittenKindTests {
    /// Three visits to the prices, then a purchase; asked on 11 January, a Thursday.
    static let journey = [
        Fixture.event(
            "a", "visit", channel: "web", at: hour(1, 10), ["page": .text("home"), "seconds": .number(30)]),
        Fixture.event(
            "b", "pricing", channel: "web", at: hour(1, 10, 20), ["note": .text("looks at prices")]),
        Fixture.event(
            "c", "visit", channel: "web", at: hour(1, 11), ["page": .text("docs"), "seconds": .number(90)]),
        Fixture.event(
            "d", "mail", channel: "email", at: hour(3, 10),
            ["note": .text("asks for a call"), "stage": .text("new")]),
        Fixture.event(
            "e", "visit", channel: "email", at: hour(3, 10, 5),
            ["page": .text("home"), "seconds": .number(60)]),
        Fixture.event("f", "pricing", channel: "email", at: hour(3, 10, 30), ["stage": .text("new")]),
        Fixture.event("g", "purchase", at: hour(9, 0), ["stage": .text("won"), "note": .text("thanks")]),
    ]
    static let cutoff = hour(11, 0)

    /// An hour and minute of a day of January 2024 in UTC.
    static func hour(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
        Fixture.day(day) + TimeSpan(microseconds: Int64(hour * 60 + minute) * 60_000_000)
    }

    static let times: [(String, FeatureValue)] = [
        // Visits on days 1, 1 and 3: three in the first five days, none in the last five.
        ("{kind: trend, of: visit, window: 10d, every: 5d}", .number(-0.12)),
        ("{kind: trend, of: refund, window: 10d}", .number(0)),
        // The purchase is two days old.
        ("{kind: decay, of: purchase, halfLife: 2d}", .number(0.5)),
        ("{kind: decay, of: purchase, halfLife: 1d}", .number(0.25)),
        ("{kind: decay, of: refund, halfLife: 1d}", .number(0)),
        // Within 30 minutes of each other: a b, c, d e f, g.
        ("{kind: sessions, gap: 30m}", .number(4)),
        ("{kind: sessions, gap: 40m}", .number(3)),
        ("{kind: sessions, gap: 39m}", .number(4)),
        ("{kind: sessions, of: refund, gap: 30m}", .number(0)),
        ("{kind: meanSessionLength, gap: 30m}", .number(12.5)),
        ("{kind: meanSessionEvents, gap: 30m}", .number(1.75)),
        ("{kind: timeSinceSessionStart, gap: 30m, window: 5d}", .number(2)),
        ("{kind: timeSinceSessionStart, of: refund, gap: 30m}", .missing),
        // Pricing on day 1 at 10:20 and day 3 at 10:30: one interval.
        ("{kind: minimumInterval, kinds: [visit, pricing], window: 9d}", .number(25.0 / 1440)),
        ("{kind: maximumInterval, of: pricing}", .number(2 + 10.0 / 1440)),
        ("{kind: minimumInterval, of: purchase}", .missing),
        ("{kind: intervalStandardDeviation, of: pricing}", .missing),
        ("{kind: intervalVariation, of: pricing}", .missing),
    ]

    static let values: [(String, FeatureValue)] = [
        ("{kind: count, kinds: [pricing, purchase]}", .number(3)),
        ("{kind: count, where: {page: [home, docs]}}", .number(3)),
        ("{kind: count, where: {page: [docs, none]}}", .number(1)),
        ("{kind: count, where: {seconds: {atLeast: 60}}}", .number(2)),
        ("{kind: count, where: {seconds: {above: 60}}}", .number(1)),
        ("{kind: count, where: {seconds: {atLeast: 30, below: 90}, page: home}}", .number(2)),
        ("{kind: count, where: {page: {atLeast: 0}}}", .number(0)),
        // 30, 90 and 60: distances from 60 are 30, 30 and 0.
        ("{kind: standardDeviation, attribute: seconds}", .number(30)),
        ("{kind: standardDeviation, attribute: seconds, window: 8d}", .missing),
        ("{kind: first, attribute: page}", .category("home")),
        ("{kind: first, attribute: page, where: {seconds: {above: 60}}}", .category("docs")),
        ("{kind: last, attribute: seconds, type: number}", .number(60)),
        ("{kind: first, attribute: seconds, type: number, window: 9d}", .number(60)),
        // `stage` is set to new on day 3, again to new, and to won on day 9.
        ("{kind: changes, attribute: stage}", .number(1)),
        ("{kind: changes, attribute: stage, window: 3d}", .number(1)),
        ("{kind: changes, attribute: stage, window: 1d}", .number(0)),
        ("{kind: timeSinceChange, attribute: stage}", .number(2)),
        ("{kind: timeSinceChange, attribute: note, of: mail}", .missing),
        ("{kind: attribute, attribute: stage, maximumAge: 2d}", .category("won")),
        ("{kind: attribute, attribute: stage, maximumAge: 1d}", .missing),
        ("{kind: text, attribute: note, limit: 2}", .category("asks for a call\nthanks")),
        ("{kind: text, attribute: note, limit: 5, window: 9d}", .category("asks for a call\nthanks")),
        ("{kind: text, attribute: seconds, limit: 5}", .missing),
    ]

    static let patterns: [(String, FeatureValue)] = [
        // Three events by web, three by email; the purchase names no channel.
        ("{kind: channelShare, channel: email}", .number(0.5)),
        ("{kind: channelShare, channel: phone}", .number(0)),
        ("{kind: channelShare, channel: web, of: purchase}", .missing),
        ("{kind: channelEntropy}", .number(1)),
        ("{kind: channelEntropy, window: 9d}", .number(0)),
        ("{kind: channelEntropy, of: purchase}", .missing),
        ("{kind: preferredChannel}", .category("email")),
        ("{kind: preferredChannel, of: visit}", .category("web")),
        ("{kind: preferredChannel, of: purchase}", .missing),
        // Pairs: 10:00-10:20, 10:20-11:00 and on day 3 10:05-10:30.
        ("{kind: pairs, kinds: [visit, pricing], within: 1h}", .number(3)),
        ("{kind: pairs, kinds: [pricing, visit], within: 30m}", .number(2)),
        ("{kind: pairs, kinds: [visit, pricing], within: 20m}", .number(1)),
        ("{kind: coOccurrence, kinds: [visit, pricing], within: 20m}", .number(1)),
        ("{kind: coOccurrence, kinds: [visit, pricing], within: 19m}", .number(0)),
        // visit pricing visit mail visit pricing purchase
        ("{kind: ngram, steps: [visit, pricing]}", .number(2)),
        ("{kind: ngram, steps: [visit, pricing], within: 20m}", .number(1)),
        ("{kind: ngram, steps: [pricing, visit]}", .number(1)),
        ("{kind: ngram, steps: [visit, visit]}", .number(0)),
        ("{kind: ngram, steps: [visit, visit], kinds: [visit, pricing]}", .number(1)),
        ("{kind: ngram, steps: [visit, pricing, purchase]}", .number(1)),
        ("{kind: sequence, steps: [visit, pricing]}", .number(2)),
        ("{kind: sequence, steps: [visit, pricing], within: 20m}", .number(1)),
        ("{kind: sequence, steps: [visit, visit, visit]}", .number(1)),
        ("{kind: sequence, steps: [visit, mail, purchase]}", .number(1)),
        ("{kind: sequence, steps: [purchase, visit]}", .number(0)),
    ]

    static let calendar: [(String, FeatureValue)] = [
        ("{kind: calendar, part: weekday}", .number(4)),
        ("{kind: calendar, part: weekday, type: category}", .category("Thursday")),
        ("{kind: calendar, part: hour, zone: '+05:30'}", .number(5)),
        ("{kind: calendar, part: dayOfMonth, zone: '-00:01'}", .number(10)),
        ("{kind: calendar, part: month, type: category}", .category("January")),
        ("{kind: calendar, part: hour, at: last, of: visit}", .number(10)),
        ("{kind: calendar, part: weekday, at: first, type: category}", .category("Monday")),
        ("{kind: calendar, part: hour, at: last, of: refund}", .missing),
    ]

    @Test(
        "The value is the one reckoned by hand, and the loops' one",
        arguments: times + values + patterns + calendar)
    func value(written: String, expected: FeatureValue) throws {
        let definition = try YAML.decode(FeatureDefinition.self, from: written, file: "pipeline.yaml")
        #expect(try Fixture.value(definition, of: Self.journey, at: Self.cutoff) == expected)
        let naive = NaiveFeatures(entity: Fixture.lead, events: Self.journey)
        #expect(naive.value(definition, at: Self.cutoff) == expected)
    }

    @Test("Formulas that round agree with another implementation to 15 digits")
    func rounded() throws {
        let calls = [(1, 10.0), (3, 4), (9, 7)].map {
            Fixture.event("\($0.0)", "call", at: Fixture.day($0.0), ["amount": .number($0.1)])
        }
        // numpy 2: std(ddof=1), polyfit; statsmodels 0.14: proportion_confint(method="wilson").
        let cases: [(String, [Event], Double)] = [
            ("{kind: intervalStandardDeviation, of: call}", calls, 2.8284271247461903),
            ("{kind: intervalVariation, of: call}", calls, 0.7071067811865476),
            ("{kind: minimumInterval, of: call}", calls, 2), ("{kind: maximumInterval, of: call}", calls, 6),
            ("{kind: standardDeviation, attribute: amount}", calls, 3),
            ("{kind: trend, attribute: amount}", calls, -0.17307692307692313),
            ("{kind: decay, attribute: amount, halfLife: 4d}", calls, 7.7175144212722016),
            ("{kind: preferredChannelConfidence}", Self.journey, 0.18761630648265054),
            ("{kind: preferredChannelConfidence, of: visit}", Self.journey, 0.2076596008020477),
            ("{kind: channelEntropy, of: visit}", Self.journey, 0.9182958340544896),
        ]
        for (written, events, expected) in cases {
            let definition = try YAML.decode(FeatureDefinition.self, from: written, file: "pipeline.yaml")
            guard case .number(let value) = try Fixture.value(definition, of: events, at: Self.cutoff) else {
                Issue.record("\(written) is missing")
                continue
            }
            #expect(abs(value - expected) <= 4e-15 * abs(expected), "\(written): \(value)")
        }
    }
}
