import Settings
import Testing

@Suite struct PipelineDecodingTests {
    @Test func decodesEveryLevel() throws {
        let pipeline = try YAML.decode(Pipeline.self, from: PipelineText.valid, file: "pipeline.yaml")
        #expect(pipeline.name == "repeat-purchase")
        #expect(pipeline.title == "Will a customer who has bought before buy again within 90 days?")
        #expect(pipeline.data.description == "CDNOW, 1997: the \"master\" set")
        let source = try #require(pipeline.sources["purchases"])
        #expect(
            source.select
                == "SELECT trim(line[1:6]) AS customer,\n       line[8:15] AS date\nFROM input\n")
        #expect(source.format == Pipeline.Format(type: "lines", header: 1))
        #expect(source.fields["amount"]?.minimum == 0)
        #expect(source.fields["customer"]?.personal == true)
        #expect(source.events.map(\.recordedAt) == ["assumed occurredAt + 0d", "date"])
        #expect(pipeline.cutoffs.calendar.from == "1997-04-01")
        #expect(pipeline.features["velocity"]?.window?.days == 30)
        #expect(pipeline.model.penalty == 1)
    }

    @Test func keepsWrittenOrder() throws {
        let pipeline = try YAML.decode(Pipeline.self, from: PipelineText.valid, file: "pipeline.yaml")
        #expect(pipeline.features.names == ["recency", "frequency", "monetary", "velocity"])
        #expect(pipeline.sources["purchases"]?.fields.names == ["customer", "date", "amount"])
        #expect(pipeline.model.inputs.names == ["frequency", "recency"])
    }

    /// Types of other rooms see the order through plain Codable.
    @Test func allKeysComeInWrittenOrder() throws {
        struct Names: Decodable {
            struct Key: CodingKey {
                var stringValue: String
                var intValue: Int? { nil }
                init(stringValue: String) { self.stringValue = stringValue }
                init?(intValue: Int) { nil }
            }
            var names: [String]
            init(from decoder: any Decoder) throws {
                names = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue)
            }
        }
        let names = (0..<200).map { "k\(($0 * 37) % 200)" }
        let text = names.map { "\($0): 1\n" }.joined()
        #expect(try YAML.decode(Names.self, from: text, file: "x").names == names)
        let flow = "{" + names.map { "\($0): 1" }.joined(separator: ", ") + "}"
        #expect(try YAML.decode(Names.self, from: flow, file: "x").names == names)
    }

    /// Each misspelling, at every level, names the file, the line, the path and the key that was meant.
    @Test(arguments: [
        (
            "\nname:", "\nnmae:",
            "pipeline.yaml:2:1: nmae: unknown key `nmae`; did you mean `name`?; remedy: rename it to `name` or remove it"
        ),
        (
            "provenance:", "provenence:",
            """
            pipeline.yaml:4:8: data.provenence: unknown key `provenence`; did you mean `provenance`?; \
            remedy: rename it to `provenance` or remove it
            """
        ),
        (
            "header: 1", "heade: 1",
            """
            pipeline.yaml:9:27: sources.purchases.format.heade: unknown key `heade`; did you mean `header`?; \
            remedy: rename it to `header` or remove it
            """
        ),
        (
            "minimum: 0", "minimun: 0",
            """
            pipeline.yaml:18:61: sources.purchases.fields.amount.minimun: unknown key `minimun`; \
            did you mean `minimum`?; remedy: rename it to `minimum` or remove it
            """
        ),
        (
            "recordedAt: assumed", "recrodedAt: assumed",
            """
            pipeline.yaml:23:9: sources.purchases.events[0].recrodedAt: unknown key `recrodedAt`; \
            did you mean `recordedAt`?; remedy: rename it to `recordedAt` or remove it
            """
        ),
        (
            "window: 30d", "widnow: 30d",
            """
            pipeline.yaml:35:42: features.velocity.widnow: unknown key `widnow`; did you mean `window`?; \
            remedy: rename it to `window` or remove it
            """
        ),
        (
            "  seed: 1", "  seed: 1\n  colour: red",
            """
            pipeline.yaml:40:3: model.colour: unknown key `colour`; remedy: remove it; \
            known keys here: inputs, penalty, seed
            """
        ),
    ])
    func namesUnknownKeys(part: String, replacement: String, message: String) {
        #expect(failure(Pipeline.self, PipelineText.valid.with(part, replacement))?.description == message)
    }

    @Test(arguments: [
        (
            "kind: count", "kind: cuont",
            """
            pipeline.yaml:33:21: features.frequency.kind: unknown value: found the text `cuont`; \
            did you mean `count`?; remedy: write one of: timeSinceLast, count, sum, ratio
            """
        ),
        (
            "provenance: real", "provenance: [real]",
            "pipeline.yaml:4:8: data.provenance: found a list, expected text; remedy: write text"
        ),
        (
            "window: 30d", "window: 30 days",
            """
            pipeline.yaml:35:50: features.velocity.window: `30 days` is not a span; \
            remedy: write days as in 90d
            """
        ),
        (
            "seed: 1", "seed: one",
            "pipeline.yaml:39:9: model.seed: found the text `one`, expected an integer; remedy: write an integer"
        ),
        (
            "seed: 1", "seed: \"1\"",
            """
            pipeline.yaml:39:9: model.seed: found the quoted text `1`, expected an integer; \
            remedy: write an integer
            """
        ),
        (
            "        subject: customer\n", "",
            "pipeline.yaml:20:9: sources.purchases.events[0]: the key `subject` is missing; remedy: add `subject`"
        ),
        (
            "frequency: {kind: count, of: purchase}", "frequency:\n    of: purchase",
            "pipeline.yaml:33:3: features.frequency: the key `kind` is missing; remedy: add `kind`"
        ),
        (
            "  frequency: {kind: count, of: purchase}", "  frequency:",
            "pipeline.yaml:33:3: features.frequency: found nothing, expected a mapping; remedy: write a mapping"
        ),
        (
            "attributes: [amount]", "attributes: amount",
            """
            pipeline.yaml:24:21: sources.purchases.events[0].attributes: found the text `amount`, \
            expected a list; remedy: write a list
            """
        ),
    ])
    func namesFaultyValues(part: String, replacement: String, message: String) {
        #expect(failure(Pipeline.self, PipelineText.valid.with(part, replacement))?.description == message)
    }
}
