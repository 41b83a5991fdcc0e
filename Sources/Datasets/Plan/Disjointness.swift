internal import Arithmetic
internal import Features
internal import Storage

/// What may be in one slice only, and how the slice is chosen: `none`, `entity`, a link such as `account`, or a
/// mapping with `by`, `shares` and `seed`.
public struct Disjointness: Equatable, Sendable {
    /// `none`, `entity`, or the name of a link.
    public var by: String
    /// By slice, how often it is chosen where a group has cases in several; equally often unless given.
    public var shares: [String: Double]?
    /// Of the choice; 1 unless given.
    public var seed: UInt64?

    /// Creates a rule.
    public init(by: String, shares: [String: Double]? = nil, seed: UInt64? = nil) {
        self.by = by
        self.shares = shares
        self.seed = seed
    }

    /// Whether slices may share nothing.
    var isAskedFor: Bool { by != "none" }

    /// The rule for some of the slices only.
    func restricted(to slices: [SliceName]) -> Disjointness {
        var rule = self
        rule.shares = shares?.filter { share in slices.contains { $0.rawValue == share.key } }
        return rule
    }

    func check(slices: [SliceName]) throws(DatasetError) {
        for (name, share) in (shares ?? [:]).sorted(by: { $0.key < $1.key }) {
            let keyPath = ["slices", "disjoint", "shares", name]
            if !slices.contains(where: { $0.rawValue == name }) {
                throw .setting(
                    keyPath: keyPath, what: "there is no slice of that name",
                    remedy: "use those of `slices`: \(slices.map(\.rawValue).joined(separator: ", "))")
            }
            if !(share > 0 && share.isFinite) {
                throw .setting(
                    keyPath: keyPath, what: "a share is above 0", remedy: "write a number such as 0.6")
            }
        }
        if let shares, let missing = slices.first(where: { shares[$0.rawValue] == nil }) {
            throw .setting(
                keyPath: ["slices", "disjoint", "shares"], what: "\(missing.rawValue) has no share",
                remedy: "give every slice its share, or none")
        }
    }
}

extension Disjointness: Codable {
    private enum Key: String, CodingKey { case by, shares, seed }

    /// Decodes a name, or the mapping.
    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.init(by: name)
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            by: try container.decode(String.self, forKey: .by),
            shares: try container.decodeIfPresent([String: Double].self, forKey: .shares),
            seed: try container.decodeIfPresent(UInt64.self, forKey: .seed))
    }

    /// Encodes the name where there is nothing else to say, as it was written.
    public func encode(to encoder: any Encoder) throws {
        if shares == nil, seed == nil {
            var container = encoder.singleValueContainer()
            try container.encode(by)
            return
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(by, forKey: .by)
        try container.encodeIfPresent(shares, forKey: .shares)
        try container.encodeIfPresent(seed, forKey: .seed)
    }
}

extension Disjointness {
    /// The one of its slices that a group belongs to.
    ///
    /// Rendezvous hashing: each slice draws a number from the seed, the group and its own name, and the highest
    /// wins, by its share. The choice depends on nothing else, so another slice or other groups move nobody but to
    /// the new slice.
    /// - Precondition: there is a slice.
    /// - Source: D. Thaler, C. Ravishankar, "Using name-based mappings to increase hit rates" (1998); weighted as by
    ///   J. Resch (2015).
    func choice(of slices: [SliceName], for group: EntityKey) -> SliceName {
        var best: (slice: SliceName, cost: Double)?
        for slice in slices {
            let text = "\(seed ?? 1)\n\(group.namespace):\(group.id)\n\(slice.rawValue)"
            let share = shares?[slice.rawValue] ?? 1
            let bits = Digest(of: Array(text.utf8)).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let uniform = (Double(bits >> 11) + 0.5) * 0x1p-53
            // An exponential clock of that rate: the first to ring is each slice with its share's probability. The
            // logarithm is the same on every processor, so nobody's slice depends on where it is chosen.
            let cost = -PortableMath.log(uniform) / share
            if best.map({ cost < $0.cost }) ?? true { best = (slice: slice, cost: cost) }
        }
        guard let best else { preconditionFailure("a group has cases in some slice") }
        return best.slice
    }
}
