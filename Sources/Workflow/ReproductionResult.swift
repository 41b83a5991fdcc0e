import Reports
public import Storage

/// How a version that was made again stands to the one that is registered.
public struct ReproductionResult: Encodable, Equatable, Sendable {
    /// What came of it.
    public enum Verdict: String, Encodable, Sendable {
        /// The same digest: every byte is the same.
        case same
        /// Another numeric profile, and nothing but numbers that are within the tolerance.
        case withinTolerance
        /// Something else.
        case differs
    }

    /// A named value, as it was recorded and as it is now; nil where it is not there.
    public struct Change: Encodable, Equatable, Sendable {
        /// What it is.
        public var name: String
        /// As it was recorded.
        public var recorded: String?
        /// As it is now.
        public var now: String?

        init(_ fact: ComparedFact) {
            (name, recorded, now) = (fact.name, fact.left, fact.right)
        }
    }

    /// The model's name.
    public var model: String
    /// The version's number.
    public var version: Int
    /// The digest of the registered version.
    public var digest: Digest
    /// The digest that the version would have if what was made now were registered under its number.
    public var reproduced: Digest
    /// How many files were made.
    public var files: Int
    /// The places that differ, file by file.
    public var differences: [FileDifference]
    /// Whether data and settings are those that decided the registered version.
    public var recipe: Bool
    /// The parts of the numeric profile that differ.
    public var profile: [Change]
    /// The sources whose SHA-256 differs.
    public var sources: [Change]
    /// The largest absolute difference of a coefficient; nil where the columns differ.
    public var coefficients: Double?
    /// The largest absolute difference of a probability on the golden rows; nil where the inputs differ.
    public var probabilities: Double?
    /// How far both may be apart on another numeric profile.
    public var tolerance: Double

    /// What came of it.
    public var verdict: Verdict {
        if digest == reproduced { return .same }
        guard !profile.isEmpty, recipe, let coefficients, let probabilities else { return .differs }
        return max(coefficients, probabilities) <= tolerance ? .withinTolerance : .differs
    }

    private enum CodingKeys: String, CodingKey {
        case model, version, digest, reproduced, verdict, files, differences, recipe, profile, sources
        case coefficients, probabilities, tolerance
    }

    /// Writes the verdict too.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model, forKey: .model)
        try container.encode(version, forKey: .version)
        try container.encode(digest, forKey: .digest)
        try container.encode(reproduced, forKey: .reproduced)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(files, forKey: .files)
        try container.encode(differences, forKey: .differences)
        try container.encode(recipe, forKey: .recipe)
        try container.encode(profile, forKey: .profile)
        try container.encode(sources, forKey: .sources)
        try container.encodeIfPresent(coefficients, forKey: .coefficients)
        try container.encodeIfPresent(probabilities, forKey: .probabilities)
        try container.encode(tolerance, forKey: .tolerance)
    }
}
