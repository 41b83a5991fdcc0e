internal import Storage

/// The in-toto statement of a model signature: the digests of all files, and one digest of those.
struct SignedStatement: Codable {
    private enum CodingKeys: String, CodingKey {
        case type = "_type"
        case subject, predicateType, predicate
    }

    private static let statementType = "https://in-toto.io/Statement/v1"
    private static let signatureType = "https://model_signing/signature/v1.0"

    struct Subject: Codable {
        struct Digests: Codable { var sha256: Digest }

        var name: String
        /// Of the raw digests of the resources, one after the other.
        var digest: Digests
    }

    struct Resource: Codable {
        var name: String
        var algorithm: String
        var digest: Digest
    }

    struct Serialization: Codable {
        enum CodingKeys: String, CodingKey {
            case method
            case hashType = "hash_type"
            case allowsSymlinks = "allow_symlinks"
            case ignoredPaths = "ignore_paths"
        }

        var method: String
        var hashType: String
        var allowsSymlinks: Bool
        var ignoredPaths: [String]?
    }

    struct Predicate: Codable {
        var serialization: Serialization
        var resources: [Resource]
    }

    var type: String
    var subject: [Subject]
    var predicateType: String
    var predicate: Predicate

    /// What is signed of files with these digests.
    init(_ files: [String: Digest], name: String) {
        let resources = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { Resource(name: $0.key, algorithm: "sha256", digest: $0.value) }
        type = Self.statementType
        subject = [Subject(name: name, digest: .init(sha256: Self.digest(of: resources)))]
        predicateType = Self.signatureType
        predicate = Predicate(
            serialization: Serialization(
                method: "files", hashType: "sha256", allowsSymlinks: false,
                ignoredPaths: [ModelSignature.fileName]),
            resources: resources)
    }

    /// The digests of the files that are signed.
    ///
    /// - Throws: `unexpectedContent` where it is another kind of statement, or its digests disagree.
    func files(file: String) throws(StorageError) -> [String: Digest] {
        func expect(_ holds: Bool, _ keyPath: String, _ problem: String) throws(StorageError) {
            if !holds { throw .unexpectedContent(file: file, keyPath: keyPath, problem: problem) }
        }
        try expect(type == Self.statementType, "_type", "it is not \(Self.statementType)")
        try expect(
            predicateType == Self.signatureType, "predicateType", "it is not \(Self.signatureType)")
        let serialization = predicate.serialization
        try expect(
            serialization.method == "files" && serialization.hashType == "sha256", "predicate.serialization",
            "only the SHA-256 of whole files is verified")
        try expect(subject.count == 1, "subject", "there are \(subject.count), not one")
        try expect(
            predicate.resources.allSatisfy { $0.algorithm == "sha256" }, "predicate.resources",
            "an algorithm is not sha256")
        try expect(
            subject[0].digest.sha256 == Self.digest(of: predicate.resources), "subject[0].digest",
            "it is not the digest of the resources' digests")
        let files = Dictionary(
            predicate.resources.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
        try expect(
            files.count == predicate.resources.count, "predicate.resources", "a name stands there twice")
        return files
    }

    private static func digest(of resources: [Resource]) -> Digest {
        Digest(of: resources.flatMap { $0.digest.bytes })
    }
}
