public import Features
public import Models

/// The value of one input as people and files write it.
public enum InputValue: Equatable, Sendable {
    /// A number, finite.
    case number(Double)
    /// A category's level.
    case level(String)
    /// Nothing is known.
    case missing
}

extension InputValue {
    /// The value of a feature.
    public init(_ value: FeatureValue) {
        switch value {
        case .number(let number): self = .number(number)
        case .category(let level): self = .level(level)
        case .missing: self = .missing
        }
    }

    /// The slot of a scoring row: a number or a level's code; NaN for missing.
    ///
    /// A value of the other kind than the
    /// input's counts as missing for a number, and as unknown for a category.
    public func slot(input: Int, of model: LogisticModel) -> Double {
        switch (self, model.inputs[input].kind) {
        case (.missing, _), (.level, .number): .nan
        case (.number(let number), .number): number
        case (.level(let level), .category): model.encode(level: level, input: input)
        case (.number, .category): ModelInput.unknownLevel
        }
    }
}

extension InputValue {
    /// What stands in a slot of a scoring row; a level that the model does not know is an empty text, a hashed one its bucket's
    /// name.
    ///
    /// - Precondition: for a category the slot is NaN, negative the code of a level or a bucket.
    public init(slot: Double, of input: ModelInput) {
        if slot.isNaN {
            self = .missing
        } else if input.kind == .number {
            self = .number(slot)
        } else {
            self = .level(slot < 0 ? "" : input.level(code: Int(slot)))
        }
    }
}

extension InputValue: Codable {
    /// A number, a text or null.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .missing
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .level(try container.decode(String.self))
        }
    }

    /// A number, a text or null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .level(let level): try container.encode(level)
        case .missing: try container.encodeNil()
        }
    }
}
