/// What `leadline explain --json` writes.
struct LeadAnswer: Decodable {
    var against: String
    var probability: Double
    var logit: Double
    var baseline: Double
    var contributions: [Contribution]
    var families: [Family]?
    var counterfactual: Counterfactual?

    struct Contribution: Decodable {
        var input: String
        var family: String
        var value: Value
        /// Nil where there is no such key; `missing` where it says null.
        var reference: Value?
        var contribution: Double

        private enum Key: String, CodingKey { case input, family, value, reference, contribution }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            input = try container.decode(String.self, forKey: .input)
            family = try container.decode(String.self, forKey: .family)
            value = try Value(container, .value)
            reference = container.contains(.reference) ? try Value(container, .reference) : nil
            contribution = try container.decode(Double.self, forKey: .contribution)
        }
    }

    struct Family: Decodable {
        var family: String
        var inputs: [String]
        var contribution: Double
    }

    struct Counterfactual: Decodable {
        var isReachable: Bool
        var actionable: [String]
        var answers: [Answer]
        var nearest: Answer?
    }

    struct Answer: Decodable {
        var changes: [Change]
        var probability: Double
    }

    struct Change: Decodable {
        var input: String
        var from: Value
        var to: Value
    }

    /// A number, a text or null.
    enum Value: Decodable, Equatable {
        case number(Double)
        case text(String)
        case missing

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        fileprivate init<Key>(_ container: KeyedDecodingContainer<Key>, _ key: Key) throws {
            self = try container.decodeNil(forKey: key) ? .missing : container.decode(Value.self, forKey: key)
        }

        var number: Double? { if case .number(let number) = self { number } else { nil } }

        /// The value as JSON.
        var json: String {
            switch self {
            case .number(let number): "\(number)"
            case .text(let text): "\"\(text)\""
            case .missing: "null"
            }
        }

        /// Its datatype in a request.
        var datatype: String { if case .text = self { "BYTES" } else { "FP64" } }
    }

    /// What the daemon answers to a row.
    struct Inferred: Decodable {
        struct Output: Decodable {
            var name: String
            var data: [Double]
        }
        var outputs: [Output]
    }
}
