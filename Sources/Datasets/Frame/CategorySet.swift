/// The different categories of a column, as long as they are not too many to be kept.
public struct CategorySet: Equatable, Sendable {
    /// How many are kept at most: a text with more values is hardly a category.
    public static let limit = 10_000

    /// The categories; none where there are more than the limit.
    public private(set) var texts: Set<String> = []
    /// Whether there are more than the limit.
    public private(set) var isOverLimit = false

    /// How many there are, at least: no more than the limit are counted.
    public var count: Int { isOverLimit ? Self.limit : texts.count }

    /// Adds one that may be there already.
    ///
    /// - Complexity: O(1).
    mutating func insert(_ text: String) {
        if isOverLimit { return }
        texts.insert(text)
        empty(if: texts.count > Self.limit)
    }

    /// Adds those of another part of the column.
    mutating func formUnion(_ other: CategorySet) {
        if isOverLimit { return }
        texts.formUnion(other.texts)
        empty(if: other.isOverLimit || texts.count > Self.limit)
    }

    private mutating func empty(if isOverLimit: Bool) {
        guard isOverLimit else { return }
        self.isOverLimit = true
        texts = []
    }
}
