import Features
import FoundationEssentials
import Settings
import Testing

@Suite("What a definition may not say, and what old packages said")
struct DefinitionCheckTests {
    @Test(
        "A definition that contradicts itself is refused at its field, with a remedy",
        arguments: [
            ("{kind: decay}", "halfLife", "kind decay needs `halfLife`; remedy: add `halfLife: 14d`"),
            ("{kind: sessions}", "gap", "kind sessions needs `gap`; remedy: add `gap: 30m`"),
            ("{kind: calendar}", "part", "kind calendar needs `part`; remedy: add `part: weekday`"),
            ("{kind: text, attribute: x}", "limit", "kind text needs `limit`; remedy: add `limit: 5`"),
            ("{kind: trend}", "window", "kind trend needs `window`; remedy: add `window: 30d`"),
            ("{kind: count, over: others}", "via", "kind count needs `via`; remedy: add `via: <name>`"),
            (
                "{kind: pairs, kinds: [a, b]}", "within",
                "kind pairs needs `within`; remedy: add `within: 24h`"
            ),
            ("{kind: count, gap: 30m}", "gap", "kind count has no use for `gap`; remedy: remove it"),
            (
                "{kind: sequence, steps: [a, b], of: a}", "of",
                "kind sequence has no use for `of`; remedy: remove it"
            ),
            (
                "{kind: last, attribute: x, maximumAge: 1d}", "maximumAge",
                "kind last has no use for `maximumAge`; remedy: remove it"
            ),
            (
                "{kind: count, of: a, kinds: [b]}", "kinds",
                "`kinds` stands beside `of`; remedy: write all kinds into `kinds` and remove `of`"
            ),
            (
                "{kind: count, kinds: [a, a]}", "kinds",
                "`kinds` names a kind twice; remedy: name each kind once"
            ),
            (
                "{kind: pairs, kinds: [a, b, c], within: 1d}", "kinds",
                "`kinds` names 3 kinds of events; remedy: name the two that occur together"
            ),
            (
                "{kind: ngram, steps: [a]}", "steps",
                "`steps` has 1 steps; remedy: name 2 to 8 kinds of events in their order"
            ),
            (
                "{kind: ngram, steps: [a, b], kinds: [a]}", "steps",
                "`steps` names `b`, which `kinds` leaves out; remedy: add it to `kinds`"
            ),
            (
                "{kind: trend, window: 30d, every: 7d}", "every",
                "`every` cuts 30d into spans of 7d; remedy: let `window` be 2 to 100000 times `every` "
                    + "(1d if it is left out)"
            ),
            (
                "{kind: trend, attribute: x, every: 7d}", "every",
                "`every` counts events, and `attribute` asks for its values; remedy: remove one of them"
            ),
            (
                "{kind: calendar, part: hour, of: visit}", "of",
                "`of` chooses events, and the cutoff is none; remedy: remove it, or add `at: last` to read the "
                    + "last event"
            ),
            (
                "{kind: text, attribute: x, limit: 0}", "limit",
                "`limit` is 0; remedy: give a number from 1 to 1000"
            ),
            (
                "{kind: decay, halfLife: 0d}", "halfLife",
                "`halfLife` is 0d; remedy: give a span above 0d and up to 36500d"
            ),
            (
                "{kind: count, where: {x: []}}", "where",
                "`where` has no value for `x`; remedy: list the values that count"
            ),
            (
                "{kind: count, where: {x: {atLeast: 2, below: 2}}}", "where",
                "`where` `x` holds no number; remedy: give one of `atLeast` and `above`, one of `atMost` and "
                    + "`below`, or one of each, the lower not above the upper"
            ),
        ])
    func refused(written: String, field: String, text: String) throws {
        let definition = try YAML.decode(FeatureDefinition.self, from: written, file: "pipeline.yaml")
        let error = #expect(throws: FeatureError.self) {
            try FeatureSet([Feature(name: "f", definition: definition)])
        }
        #expect(error?.description == "feature `f`: \(text)")
        #expect(error?.field == field && error?.feature == "f")
    }

    @Test(
        "A word that is not known is named with the nearest one and its line",
        arguments: [
            ("f: {kind: calendar, part: weekdy}", "weekday"),
            ("f: {kind: calendar, part: hour, at: lst}", "last"),
            ("f: {kind: count, via: account, over: other}", "others"),
            ("f: {kind: count, where: {x: {atleast: 2}}}", "atLeast"),
            (
                "f: {kind: calendar, part: hour, zone: Europe/Berlin}",
                "write UTC or a fixed offset such as +01:00"
            ),
            ("f: {kind: timeSinceChanges, attribute: x}", "timeSinceChange"),
            ("f: {kind: count, kind: sum}", "kind"),
        ])
    func words(yaml: String, expected: String) throws {
        let error = #expect(throws: SettingsError.self) {
            try YAML.decode(FeatureSet.self, from: yaml, file: "pipeline.yaml")
        }
        #expect(error?.line == 1)
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test("Steps and kinds that no source makes are refused")
    func names() throws {
        for written in ["{kind: ngram, steps: [visit, prising]}", "{kind: count, kinds: [visit, prising]}"] {
            let set = try YAML.decode(FeatureSet.self, from: "f: \(written)", file: "pipeline.yaml")
            let error = #expect(throws: FeatureError.self) {
                try set.check(eventKinds: ["visit", "pricing"], links: [])
            }
            #expect(error?.description.contains("no source makes `prising`") == true)
            #expect(error?.description.contains("did you mean `pricing`?") == true)
        }
    }

    @Test("Offsets from UTC", arguments: [("UTC", 0), ("+05:30", 330), ("-08:00", -480), ("+18:00", 1080)])
    func offsets(text: String, minutes: Int) throws {
        let offset = try ZoneOffset(text)
        #expect(offset.minutes == minutes && offset.description == text)
    }

    @Test(
        "What is no offset",
        arguments: ["", "Z", "+5:30", "05:30", "+05:60", "+18:01", "+0530", "+05;30", "+a5:30"])
    func noOffset(text: String) { #expect(throws: FeatureError.self) { try ZoneOffset(text) } }

    @Test("A package of the first release decodes to what it meant, and encodes to the same text")
    func firstRelease() throws {
        let json =
            #"[{"attribute":"amount","kind":"sum","name":"spent","of":"purchase","unit":"USD","#
            + #""where":{"n":2,"page":"price","pro":true},"window":"30d"},"#
            + #"{"against":"90d","channel":"web","kind":"ratio","name":"pace","via":"account","window":"7d"},"#
            + #"{"attribute":"industry","kind":"attribute","name":"industry","sentence":"is in {value}","type":"category"}]"#
        let set = try JSONDecoder().decode(FeatureSet.self, from: Data(json.utf8))
        #expect(set.names == ["spent", "pace", "industry"])
        #expect(
            set.definition(of: "spent")?.where
                == ["page": .text("price"), "n": .number(2), "pro": .flag(true)])
        #expect(set.definition(of: "pace")?.over == nil)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(set), as: UTF8.self) == json)
    }
}
