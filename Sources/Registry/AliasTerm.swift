public import Storage

/// A time during which an alias named one version, and why it did.
public struct AliasTerm: Codable, Hashable, Sendable {
    /// The alias.
    public let alias: String
    /// The version that it named.
    public let version: Int
    /// That version's digest.
    public let versionDigest: Digest
    /// When it was moved there, as the journal says.
    public let since: String
    /// When it was moved on; nil where it names the version still.
    public internal(set) var until: String?
    /// Whether a promotion or a rollback moved it there.
    public let action: JournalEntry.Action
    /// Who decided that.
    public let who: String
    /// The reason, in words.
    public let why: String
    /// The gate's result that the promotion rests on; of a rollback, of the promotion that it went back to.
    public let gateResultDigest: Digest?
    /// Whether that promotion was decided against its gate's result.
    public let isOverride: Bool

    private enum CodingKeys: String, CodingKey {
        case alias, version, versionDigest, since, until, action, who, why, gateResultDigest
        case isOverride = "override"
    }
}

extension AliasTerm {
    /// The terms of all aliases, in the order in which they began.
    static func terms(_ entries: some Sequence<JournalEntry>) -> [AliasTerm] {
        var ledger = AliasLedger([])
        var terms: [AliasTerm] = []
        for entry in entries {
            ledger.take(entry)
            guard entry.action.isMove, let alias = entry.alias else { continue }
            if let index = terms.lastIndex(where: { $0.alias == alias }) { terms[index].until = entry.when }
            let promotion = ledger.promotion(of: alias) ?? entry
            terms.append(
                AliasTerm(
                    alias: alias, version: entry.version, versionDigest: entry.versionDigest,
                    since: entry.when, action: entry.action, who: entry.who, why: entry.why,
                    gateResultDigest: promotion.gateResultDigest, isOverride: promotion.isOverride))
        }
        return terms
    }
}
