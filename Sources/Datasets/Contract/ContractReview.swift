/// How a source's contract stands to those published before.
public struct ContractReview: Codable, Equatable, Sendable {
    /// The source's name.
    public var source: String
    /// The version of the contract under review.
    public var version: ContractVersion
    /// The published version that it was compared with; nil if it could be compared with none.
    public var comparedWith: ContractVersion?
    /// Whether this version is among the published ones.
    public var isPublished: Bool
    /// What differs from the version it was compared with.
    public var changes: [ContractChange]
    /// Why the contract is refused; nil if it is not.
    public var refusal: String?
    /// What to do about a refusal.
    public var remedy: String?

    /// Reviews a contract.
    ///
    /// - A published version never changes.
    /// - A new minor version of the newest published one may only add to it.
    /// - A new major version may change anything.
    /// - A version below the newest must be one of the published.
    init(
        _ contract: SourceContract, of source: String,
        published: [ContractVersion: SourceContract]
    ) {
        self.source = source
        version = contract.version
        isPublished = published[version] != nil
        changes = []
        guard let newest = published.keys.max() else { return }
        let next = ContractVersion(newest.major + 1)
        guard isPublished || version > newest else {
            refusal =
                "the version \(version) comes before the published \(newest), and was never published itself"
            remedy =
                "raise the version to \(ContractVersion(newest.major, newest.minor + 1)), or to \(next) if it breaks"
            return
        }
        let base = isPublished ? version : newest
        guard base.major == version.major, let terms = published[base] else { return }
        comparedWith = base
        changes = contract.changes(since: terms)
        let breaking = changes.filter(\.isBreaking)
        if !breaking.isEmpty {
            let list = breaking.map { "\($0)" }.joined(separator: "; ")
            refusal =
                "\(breaking.count == 1 ? "a breaking change" : "\(breaking.count) breaking changes") since the published "
                + "\(base): \(list)"
            remedy = "give it the new major version \(next), and list old files with contract: \(base)"
        } else if isPublished, let first = changes.first {
            refusal = "the published \(base) would change: \(first)"
            remedy = "raise the version to \(ContractVersion(newest.major, newest.minor + 1))"
        }
    }
}
