public import Features
public import Storage

/// All that is needed to turn what happened into vectors: the `embedder.json` and `weights.safetensors` of a version whose method is
/// `behaviour`.
public struct BehaviourPackage: Equatable, Sendable {
    /// The vectors of what happens.
    public let vectors: EventVectors
    /// SHA-256 of the raw SHA-256 of `embedder.json` and of `weights.safetensors`, one after the other.
    public let digest: Digest

    /// Packs vectors.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    /// - Complexity: O(numbers).
    public init(_ vectors: EventVectors) throws(StorageError) {
        self.vectors = vectors
        digest = EmbedderPackage.digest(of: try Self.files(of: vectors))
    }

    /// Reads a package from verified bytes.
    ///
    /// - Parameter files: bytes by file name; other files of the version are ignored.
    /// - Throws: `ScoringError` naming the file; hostile bytes never crash or yield vectors that could.
    public init(files: [String: [UInt8]]) throws(ScoringError) {
        vectors = try Self.read(files)
        digest = EmbedderPackage.digest(of: files)
    }

    /// `embedder.json`: everything but the numbers.
    private struct Header: Codable {
        var formatVersion: Int
        var method: String
        var dimensions: Int
        var attribute: String?
        var halfLife: TimeSpan?
        var tokens: [EventToken]
    }

    /// The method, as `embedder.json` names it.
    private static let method = "behaviour"

    /// What tells the method of any embedder.
    private struct Method: Decodable { var method: String }

    /// Whether a version's files are those of an embedder of behaviour.
    public static func isIn(_ files: [String: [UInt8]]) -> Bool {
        guard let json = files[EmbedderPackage.modelFile],
            let found = try? CanonicalJSON.decode(Method.self, from: json, file: EmbedderPackage.modelFile)
        else { return false }
        return found.method == method
    }

    /// The package's files by name, canonical to the last byte.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    public func files() throws(StorageError) -> [String: [UInt8]] { try Self.files(of: vectors) }

    private static func files(of vectors: EventVectors) throws(StorageError) -> [String: [UInt8]] {
        let header = Header(
            formatVersion: 1, method: method, dimensions: vectors.dimensions, attribute: vectors.attribute,
            halfLife: vectors.halfLife, tokens: vectors.tokens)
        let tensors: [String: Safetensors.Tensor] = [
            "vectors": .init(
                shape: [vectors.tokens.count, vectors.dimensions], values: vectors.vectors.flatMap { $0 }),
            "weights": .init(vectors.weights),
        ]
        return [
            EmbedderPackage.modelFile: try CanonicalJSON.encode(header),
            EmbedderPackage.weightsFile: Safetensors(tensors).encode(),
        ]
    }

    private static func read(_ files: [String: [UInt8]]) throws(ScoringError) -> EventVectors {
        let (modelFile, weightsFile) = (EmbedderPackage.modelFile, EmbedderPackage.weightsFile)
        guard let json = files[modelFile] else { throw .missingFile(modelFile) }
        guard let bytes = files[weightsFile] else { throw .missingFile(weightsFile) }
        let header: Header
        let tensors: [String: Safetensors.Tensor]
        do throws(StorageError) {
            header = try CanonicalJSON.decode(Header.self, from: json, file: modelFile)
        } catch {
            throw .malformed(file: modelFile, problem: "\(error)")
        }
        guard header.formatVersion <= 1 else {
            throw .newerFormat(file: modelFile, found: header.formatVersion, known: 1)
        }
        guard header.formatVersion == 1, header.method == method,
            (1...EventVectors.mostDimensions).contains(header.dimensions)
        else {
            throw .malformed(file: modelFile, problem: "it is no embedder of behaviour of format 1")
        }
        do throws(StorageError) {
            tensors = try Safetensors.decode(bytes, file: weightsFile).tensors
        } catch {
            throw .malformed(file: weightsFile, problem: "\(error)")
        }
        let (count, dimensions) = (header.tokens.count, header.dimensions)
        guard let rows = tensors["vectors"], rows.shape == [count, dimensions],
            let weights = tensors["weights"], weights.shape == [count]
        else {
            throw .malformed(
                file: weightsFile,
                problem:
                    "tensors 'vectors' of shape [\(count), \(dimensions)] and 'weights' of [\(count)] are not there"
            )
        }
        do throws(FeatureError) {
            return try EventVectors(
                attribute: header.attribute, tokens: header.tokens,
                vectors: (0..<count).map { Array(rows.values[$0 * dimensions..<($0 + 1) * dimensions]) },
                weights: weights.values, halfLife: header.halfLife)
        } catch {
            throw .malformed(file: weightsFile, problem: "\(error)")
        }
    }
}
