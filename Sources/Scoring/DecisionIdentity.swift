public import Features
public import Storage

/// Names the decisions of a version: the same question to the same version has the same name.
///
/// SHA-256 of four lines: the version's digest, the entity, as of when, and the digest of the inputs
/// (`docs/formats/decisions.md`).
public struct DecisionIdentity: Sendable {
    private let head: [UInt8]

    /// The decisions of a version, by the digest of its manifest.
    public init(version: Digest) {
        var head: [UInt8] = []
        version.write(to: &head)
        head.append(UInt8(ascii: "\n"))
        self.head = head
    }

    /// The name of a decision.
    ///
    /// - Parameters:
    ///   - entity: its pseudonym where decisions are logged, else as it was sent; empty where none was.
    ///   - asOf: as of when it was asked; nil where nobody said.
    ///   - rows: what it is about, shape (rows, inputs), row-major, as a model is asked: a number, the code of a category's
    ///     level (-1 for one it does not know), or the quiet NaN `Double.nan` for what is missing. Their digest is that of
    ///     their doubles, 8 bytes each, the least significant first.
    /// - Complexity: O(values + length of the entity).
    public func decision(entity: String, asOf: Instant?, ofInputs rows: Span<Double>) -> Digest {
        // One accumulator for both: making one costs as much as digesting a line.
        var accumulator = DigestAccumulator()
        unsafe accumulator.update(rows.bytes)
        let inputs = accumulator.restart()
        var text: [UInt8] = []
        text.reserveCapacity(head.count + entity.utf8.count + 96)
        text.append(contentsOf: head)
        text.append(contentsOf: entity.utf8)
        text.append(UInt8(ascii: "\n"))
        if let asOf { text.append(contentsOf: asOf.description.utf8) }
        text.append(UInt8(ascii: "\n"))
        inputs.write(to: &text)
        text.append(UInt8(ascii: "\n"))
        accumulator.update(text)
        return accumulator.finish()
    }
}
