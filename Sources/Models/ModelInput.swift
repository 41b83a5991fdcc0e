/// One input of a model: its name, what it holds and how a person is told about it.
///
/// A row to score has one double a slot, in the order of the model's inputs. A number stands for itself; a
/// category stands as the index of its level, or as its bucket; NaN is missing; -1 is a level the model does not know.
public struct ModelInput: Codable, Equatable, Sendable {
    /// The feature's name.
    public var name: String
    /// Number or category.
    public var kind: Kind
    /// The levels the model knows, ascending by Unicode scalars; empty for a number.
    public var levels: [String]
    /// Into how many buckets the levels of a category are hashed, in place of being known; nil where they are not.
    public var buckets: Int?
    /// The unit of a number, such as `days`.
    public var unit: String?
    /// How a value reads in a sentence, with `{value}` in place of the value and `{one|many}` for words that differ between 1 and others.
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

    /// How many codes a category's slot can have, that of an unknown level apart; 0 of a number.
    var codeCount: Int { buckets ?? levels.count }

    /// The level of a code; a bucket's name where levels are hashed.
    ///
    /// - Precondition: there is such a level.
    public func level(code: Int) -> String { buckets == nil ? levels[code] : LevelBucket.name(code) }

    /// Creates an input.
    public init(
        name: String, kind: Kind, levels: [String] = [], buckets: Int? = nil, unit: String? = nil,
        sentence: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.levels = levels
        self.buckets = buckets
        self.unit = unit
        self.sentence = sentence
    }
}
