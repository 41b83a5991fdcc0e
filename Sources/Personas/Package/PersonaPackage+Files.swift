import Features
public import Models
public import Storage

extension PersonaPackage {
    /// The format of the files that is written, and the newest that is read.
    public static let formatVersion = 1
    /// The taxonomy, and whose it is.
    public static let taxonomyFile = "personas.json"
    /// What was discovered.
    public static let clustersFile = "clusters.json"
    /// What says what leads want, where there is such a thing.
    public static let intentFile = "intent.json"
    /// The golden rows.
    public static let goldenFile = "golden.json"

    private struct Header: Codable {
        var formatVersion: Int
        var name: String
        var unit: String
        var taxonomy: Taxonomy
        var kinds: [String: ColumnKind]
        var features: FeatureSet?
    }

    private struct Learned: Codable {
        var formatVersion: Int
        var clusters: PersonaClusters
    }

    private struct Intents: Codable {
        var formatVersion: Int
        var model: IntentModel
    }

    private struct Golden: Codable {
        var formatVersion: Int
        var rows: [GoldenAssignment]
    }

    /// The package's files by name, canonical to the last byte.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    public func files() throws(StorageError) -> [String: [UInt8]] {
        var files = [
            Self.taxonomyFile: try CanonicalJSON.encode(
                Header(
                    formatVersion: Self.formatVersion, name: name, unit: unit, taxonomy: model.taxonomy,
                    kinds: kinds, features: features)),
            Self.clustersFile: try CanonicalJSON.encode(
                Learned(formatVersion: Self.formatVersion, clusters: model.clusters)),
            Self.goldenFile: try CanonicalJSON.encode(
                Golden(formatVersion: Self.formatVersion, rows: golden)),
        ]
        if let intents = model.intents { files[Self.intentFile] = try Self.file(of: intents) }
        return files
    }

    /// A model of intents as a package carries it, canonical to the last byte.
    ///
    /// - Throws: as `files()`.
    public static func file(of intents: IntentModel) throws(StorageError) -> [UInt8] {
        try CanonicalJSON.encode(Intents(formatVersion: formatVersion, model: intents))
    }

    /// The digest of what assigns: SHA-256 of the raw SHA-256 of `personas.json`, of `clusters.json` and, where there is one, of
    /// `intent.json`, one after the other.
    ///
    /// - Throws: as `files()`.
    public var digest: Digest {
        get throws(StorageError) {
            let files = try files()
            return Digest(
                of: [Self.taxonomyFile, Self.clustersFile, Self.intentFile].compactMap { files[$0] }
                    .flatMap { Digest(of: $0).bytes })
        }
    }

    /// Reads a package from verified bytes.
    ///
    /// - Parameter files: bytes by file name; other files of the version are ignored.
    /// - Throws: `PersonaError` naming the file; hostile bytes never crash or yield a model that could.
    public init(files: [String: [UInt8]]) throws(PersonaError) {
        let header: Header = try Self.decode(Self.taxonomyFile, of: files) { $0.formatVersion }
        let learned: Learned = try Self.decode(Self.clustersFile, of: files) { $0.formatVersion }
        let golden: Golden = try Self.decode(Self.goldenFile, of: files) { $0.formatVersion }
        let intents: Intents? =
            header.taxonomy.intent == nil
            ? nil : try Self.decode(Self.intentFile, of: files) { $0.formatVersion }
        let model: PersonaModel
        do {
            model = try PersonaModel(
                clusters: learned.clusters, taxonomy: header.taxonomy, kinds: header.kinds,
                intents: intents?.model, definitions: header.features)
        } catch {
            throw .malformed(
                file: Self.taxonomyFile, problem: "\(error.keyPath.joined(separator: ".")): \(error.what)")
        }
        if header.features == nil, intents != nil {
            throw .malformed(
                file: Self.taxonomyFile, problem: "it asks for messages, and its features are of no events")
        }
        for (index, name) in model.features.enumerated() {
            guard let features = header.features else { break }
            let kind =
                index < learned.clusters.encoder.inputs.count
                ? learned.clusters.encoder.inputs[index].kind : nil
            guard let found = features.index(of: name).map({ _ in features.columnKind(of: name) }) else {
                throw .malformed(file: Self.taxonomyFile, problem: "there is no feature '\(name)'")
            }
            if let kind, (kind == .number) != (found == .number) {
                throw .malformed(
                    file: Self.clustersFile, problem: "input '\(name)' is of another kind than its feature")
            }
        }
        self.init(
            name: header.name, unit: header.unit, model: model, kinds: header.kinds,
            features: header.features, golden: golden.rows)
    }

    private static func decode<T: Decodable>(
        _ file: String, of files: [String: [UInt8]], format: (T) -> Int
    ) throws(PersonaError) -> T {
        guard let bytes = files[file] else { throw .missingFile(file) }
        let content: T
        do {
            content = try CanonicalJSON.decode(T.self, from: bytes, file: file)
        } catch {
            throw .malformed(file: file, problem: "\(error)")
        }
        let version = format(content)
        if version > formatVersion { throw .newerFormat(file: file, found: version, known: formatVersion) }
        if version < 1 { throw .malformed(file: file, problem: "formatVersion \(version) does not exist") }
        return content
    }
}
