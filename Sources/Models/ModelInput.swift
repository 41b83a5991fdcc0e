/// One input of a model: its name, what it holds and how a person is told about it.
///
/// A row to score has one double a slot, in the order of the model's inputs. A number stands for itself; a
/// category stands as the index of its level; NaN is missing; -1 is a level the model does not know.
public struct ModelInput: Codable, Equatable, Sendable {
    /// The feature's name.
    public var name: String
    /// Number or category.
    public var kind: Kind
    /// The levels the model knows, ascending by Unicode scalars; empty for a number.
    public var levels: [String]
    /// The unit of a number, such as `days`.
    public var unit: String?
    /// How a value reads in a sentence, with `{value}` in place of the value.
    public var sentence: String?

    /// The kinds of values.
    public enum Kind: String, Codable, Sendable {
        /// A finite number, or missing.
        case number
        /// One of some levels, or missing.
        case category
    }

    /// The slot's value for a level the model does not know.
    public static let unknownLevel = -1.0

    /// Creates an input.
    public init(
        name: String, kind: Kind, levels: [String] = [], unit: String? = nil, sentence: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.levels = levels
        self.unit = unit
        self.sentence = sentence
    }
}
