/// The members of an ensemble, in the order they are written.
public struct EnsembleSettings: Equatable, Sendable {
    /// 1 to `memberLimit`; names are unique.
    public let members: [Member]

    /// One member.
    public struct Member: Codable, Equatable, Sendable {
        /// What its columns are called by.
        public var name: String
        /// What it sets for itself.
        public var settings: MemberSettings

        /// Creates a member.
        public init(name: String, settings: MemberSettings = MemberSettings()) {
            self.name = name
            self.settings = settings
        }
    }

    /// How many members an ensemble may have.
    public static let memberLimit = 16

    /// Creates settings.
    ///
    /// - Throws: `ConfigurationError` for no member, too many, a name that is none, and a name twice.
    public init(_ members: [Member]) throws(ConfigurationError) {
        guard (1...Self.memberLimit).contains(members.count) else {
            throw ConfigurationError(
                key: "ensemble", requirement: "of 1 to \(Self.memberLimit) members; it has \(members.count)")
        }
        var names: Set<String> = []
        for member in members {
            guard Self.isName(member.name) else {
                throw ConfigurationError(
                    key: "ensemble",
                    requirement:
                        "of members with names of 1 to 32 of a-z, A-Z, 0-9 and '_' that start with a letter")
            }
            guard names.insert(member.name).inserted else {
                throw ConfigurationError(
                    key: "ensemble", requirement: "without a name twice; '\(member.name)' is")
            }
        }
        self.members = members
    }

    /// Names stand in front of columns' names, in files and in tables.
    private static func isName(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, scalars.count <= 32 else { return false }
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        }
        return isLetter(first)
            && scalars.allSatisfy { isLetter($0) || ("0"..."9").contains($0) || $0 == "_" }
    }
}

extension EnsembleSettings: Codable {
    /// Reads a mapping from names to settings, in the order of the decoder's keys (a pipeline's YAML), or an array of members
    /// (JSON, whose objects have no order).
    ///
    /// - Throws: `DecodingError`, also for what `init(_:)` refuses.
    public init(from decoder: any Decoder) throws {
        self = try decoder.namedEntries(
            { (name, settings: MemberSettings) in Member(name: name, settings: settings) },
            section: EnsembleSettings.init)
    }

    /// Writes the array of members, which keeps their order in any format.
    public func encode(to encoder: any Encoder) throws {
        var array = encoder.unkeyedContainer()
        for member in members { try array.encode(member) }
    }
}
