import Settings
import Testing

/// The ways hand-written `init(from:)` may go.
@Suite struct DecoderTests {
    enum Threshold: Decodable, Equatable {
        case number(Double)
        case range([Double])
        case named(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let range = try? container.decode([Double].self) {
                self = .range(range)
            } else {
                self = .named(try container.decode(String.self))
            }
        }
    }

    @Test func oneShapeAfterAnother() throws {
        let text = "a: 1\nb: [1, 2.5]\nc: high\n"
        let value = try YAML.decode([String: Threshold].self, from: text, file: "x")
        #expect(value == ["a": .number(1), "b": .range([1, 2.5]), "c": .named("high")])
        #expect(
            failure([String: Threshold].self, "a: {}")?.description
                == "pipeline.yaml:1:1: a: found an empty mapping, expected text; remedy: write text")
    }

    /// Two views of one mapping: the kind first, then what the kind has.
    struct Shape: Decodable {
        enum Key: String, CodingKey { case kind }
        enum CircleKey: String, CodingKey { case radius }
        var radius: Double

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            guard try container.decode(String.self, forKey: .kind) == "circle" else {
                throw DecodingError.dataCorruptedError(
                    forKey: .kind, in: container, debugDescription: "only circles are known")
            }
            radius = try decoder.container(keyedBy: CircleKey.self).decode(Double.self, forKey: .radius)
        }
    }

    @Test func twoViewsOfOneMapping() throws {
        #expect(try YAML.decode(Shape.self, from: "kind: circle\nradius: 2", file: "x").radius == 2)
        #expect(
            failure(Shape.self, "kind: circle\nradius: 2\ncolour: red")?.description
                == "pipeline.yaml:3:1: colour: unknown key `colour`; remedy: remove it; known keys here: kind, radius"
        )
        #expect(
            failure(Shape.self, "radius: 2\nkind: square")?.description
                == "pipeline.yaml:2:7: kind: only circles are known; remedy: correct the value")
    }

    struct DomainError: Error, CustomStringConvertible {
        var description: String { "a share must lie in 0...1; remedy: write a share" }
    }

    struct Share: Decodable {
        init(from decoder: any Decoder) throws {
            if try Double(from: decoder) > 1 { throw DomainError() }
        }
    }

    @Test func errorsOfOtherModules() {
        #expect(
            failure([String: [Share]].self, "a:\n - 0.5\n - 2\n")?.description
                == "pipeline.yaml:3:4: a[1]: a share must lie in 0...1; remedy: write a share")
    }

    struct Pair: Decodable {
        var first: Int
        var second: Int

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            first = try container.decode(Int.self)
            second = try container.decode(Int.self)
        }
    }

    @Test func listsThatEndTooSoon() {
        #expect(failure([Pair].self, "- [1, 2]\n") == nil)
        #expect(
            failure([Pair].self, "- [1]\n")?.description
                == "pipeline.yaml:1:3: [0]: the list has no item 2; remedy: add the item")
    }

    struct Nested: Decodable {
        enum Key: String, CodingKey { case outer, list }
        enum Inner: String, CodingKey { case value }
        var value: Int
        var sum: Int

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            value = try container.nestedContainer(keyedBy: Inner.self, forKey: .outer)
                .decode(Int.self, forKey: .value)
            var list = try container.nestedUnkeyedContainer(forKey: .list)
            sum = 0
            while !list.isAtEnd { sum += try list.decodeNil() ? 0 : try list.decode(Int.self) }
        }
    }

    @Test func nestedContainers() throws {
        let nested = try YAML.decode(Nested.self, from: "outer: {value: 3}\nlist: [1, ~, 4]", file: "x")
        #expect(nested.value == 3)
        #expect(nested.sum == 5)
        #expect(
            failure(Nested.self, "outer: {value: 3, vlaue: 4}\nlist: []")?.description
                == "pipeline.yaml:1:19: outer.vlaue: unknown key `vlaue`; remedy: remove it; known keys here: value"
        )
    }

    @Test func dictionariesKnowAllTheirKeys() throws {
        let text = "anything: 1\ngoes: 2"
        #expect(try YAML.decode([String: Int].self, from: text, file: "x") == ["anything": 1, "goes": 2])
        #expect(
            try YAML.decode(OrderedMapping<Int>.self, from: text, file: "x").names == ["anything", "goes"])
    }
}
