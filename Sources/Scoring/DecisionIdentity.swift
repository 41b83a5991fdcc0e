public import Features
public import Storage

/// Names the decisions of a version: the same question to the same version has the same name.
///
/// SHA-256 of three lines, the version's digest, as of when and the entity, and of the inputs' bytes after them
/// (`docs/formats/decisions.md`).
public struct DecisionIdentity: Sendable {
    private let head: [UInt8]
    /// What comes before the inputs where nobody is named.
    private let headOfNobody: [UInt8]

    /// The decisions of a version, by the digest of its manifest.
    public init(version: Digest) {
        var head: [UInt8] = []
        version.write(to: &head)
        head.append(UInt8(ascii: "\n"))
        self.head = head
        headOfNobody = head + Array("\n\n".utf8)
    }

    /// The name of a decision.
    ///
    /// - Parameters:
    ///   - entity: its pseudonym where decisions are logged, else as it was sent; empty where none was.
    ///   - asOf: as of when it was asked; nil where nobody said.
    ///   - rows: what it is about, shape (rows, inputs), row-major, as a model is asked: a number, the code of a category's
    ///     level (-1 for one it does not know), or the quiet NaN `Double.nan` for what is missing. They count as doubles of
    ///     8 bytes each, the least significant first.
    /// - Complexity: O(values + length of the entity).
    public func decision(entity: String, asOf: Instant?, ofInputs rows: Span<Double>) -> Digest {
        var accumulator = DigestAccumulator()
        if asOf == nil, entity.isEmpty {
            accumulator.update(headOfNobody)
        } else {
            accumulator.update(head)
            accumulator.update(Array("\(asOf.map { "\($0)" } ?? "")\n\(entity)\n".utf8))
        }
        unsafe accumulator.update(rows.bytes)
        return accumulator.finish()
    }
}
