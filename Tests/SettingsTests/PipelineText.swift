import Settings

/// A pipeline file with every shape the product reads, and types that read it.
enum PipelineText {
    static let valid = """
        version: 1
        name: repeat-purchase            # model name
        title: Will a customer who has bought before buy again within 90 days?
        data: {provenance: real, description: "CDNOW, 1997: the \\"master\\" set", zone: America/New_York}
        sources:
          purchases:
            version: 1
            file: data/CDNOW_master.txt
            format: {type: lines, header: 1}
            history: full
            select: |
              SELECT trim(line[1:6]) AS customer,
                     line[8:15] AS date
              FROM input
            fields:
              customer: {type: key, namespace: customer, purpose: identity, personal: true}
              date:     {type: date, pattern: "%Y%m%d", purpose: time}
              amount:   {type: number, purpose: feature, unit: USD, minimum: 0}
            events:
              - kind: purchase
                subject: customer
                occurredAt: date
                recordedAt: assumed occurredAt + 0d
                attributes: [amount]
              - kind: signup
                subject: customer
                occurredAt: date
                recordedAt: date
        cutoffs:
          calendar: {from: 1997-04-01, to: 1998-04-01, every: month}
        features:
          recency:   {kind: timeSinceLast, of: purchase, unit: days}
          frequency: {kind: count, of: purchase}
          monetary:  {kind: sum, of: purchase, attribute: amount}
          velocity:  {kind: ratio, of: purchase, window: 30d}
        model:
          inputs: {frequency: [log1p], recency: []}
          penalty: 1.0
          seed: 1

        """
}

struct Pipeline: Decodable, Equatable {
    struct Data: Decodable, Equatable {
        var provenance: Provenance
        var description: String
        var zone: String
    }

    enum Provenance: String, Decodable, CaseIterable { case real, simulated, unknown }

    struct Source: Decodable, Equatable {
        var version: Int
        var file: String
        var format: Format
        var history: String
        var select: String?
        var fields: OrderedMapping<Field>
        var events: [Event]
    }

    struct Format: Decodable, Equatable {
        var type: String
        var header: Int?
    }

    struct Field: Decodable, Equatable {
        var type: String
        var purpose: String
        var namespace: String?
        var personal: Bool?
        var pattern: String?
        var unit: String?
        var minimum: Double?
    }

    struct Event: Decodable, Equatable {
        var kind: String
        var subject: String
        var occurredAt: String
        var recordedAt: String
        var attributes: [String]?
    }

    struct Cutoffs: Decodable, Equatable {
        var calendar: Calendar

        struct Calendar: Decodable, Equatable {
            var from: String
            var to: String
            var every: String
        }
    }

    struct Feature: Decodable, Equatable {
        enum Kind: String, Decodable, CaseIterable { case timeSinceLast, count, sum, ratio }

        var kind: Kind
        var of: String
        var unit: String?
        var attribute: String?
        var window: Span?
    }

    struct Model: Decodable, Equatable {
        var inputs: OrderedMapping<[String]>
        var penalty: Double
        var seed: Int
    }

    var version: Int
    var name: String
    var title: String
    var data: Data
    var sources: OrderedMapping<Source>
    var cutoffs: Cutoffs
    var features: OrderedMapping<Feature>
    var model: Model
}

/// A type with a constraint of its own.
struct Span: Decodable, Equatable {
    var days: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.hasSuffix("d"), let days = Int(text.dropLast()) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "`\(text)` is not a span; remedy: write days as in 90d")
        }
        self.days = days
    }
}

/// The error a text gives when it is decoded; nil if it decodes.
func failure<Value: Decodable>(_ type: Value.Type, _ text: String) -> SettingsError? {
    do {
        _ = try YAML.decode(type, from: text, file: "pipeline.yaml")
        return nil
    } catch {
        return error
    }
}

extension String {
    /// This text with the first occurrence of a part replaced; the part must be there.
    func with(_ part: String, _ replacement: String) -> String {
        guard let range = firstRange(of: part) else { preconditionFailure("no `\(part)` in the text") }
        return replacingCharacters(in: range, with: replacement)
    }

    private func replacingCharacters(in range: Range<String.Index>, with replacement: String) -> String {
        self[..<range.lowerBound] + replacement + self[range.upperBound...]
    }
}
