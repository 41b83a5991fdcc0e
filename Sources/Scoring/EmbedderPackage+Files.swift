import Models
public import Storage

extension EmbedderPackage {
    /// The format of `embedder.json` that is written, and the newest that is read.
    public static let formatVersion = 1
    /// The names of the files a package is made of.
    public static let modelFile = "embedder.json"
    /// The file of the weights.
    public static let weightsFile = "weights.safetensors"

    /// `embedder.json`: everything but the vectors.
    private struct Header: Codable {
        var formatVersion: Int
        var method: Method
        var dimensions: Int
        var terms: TermBlocks?
        var analyzer: TextAnalyzer?
        var words: [String]?
    }

    private enum Method: String, Codable { case projection, words }

    /// The package's files by name, canonical to the last byte.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    public func files() throws(StorageError) -> [String: [UInt8]] { try Self.files(of: embedder) }

    static func files(of embedder: Embedder) throws(StorageError) -> [String: [UInt8]] {
        var header = Header(formatVersion: formatVersion, method: .words, dimensions: embedder.dimensions)
        var tensors: [String: Safetensors.Tensor] = [:]
        switch embedder {
        case .projection(let embedder):
            header.method = .projection
            header.terms = embedder.terms
            tensors["directions"] = .init(
                shape: [embedder.terms.columnCount, embedder.dimensions],
                values: embedder.directions.map { Double($0) }, isSingle: true)
        case .words(let vectors):
            header.analyzer = vectors.analyzer
            header.words = vectors.words
            tensors["vectors"] = .init(
                shape: [vectors.words.count, vectors.dimensions], values: vectors.vectors.flatMap { $0 })
            tensors["weights"] = .init(vectors.weights)
            tensors["common"] = vectors.common.map { .init($0) }
        }
        return [
            modelFile: try CanonicalJSON.encode(header), weightsFile: Safetensors(tensors).encode(),
        ]
    }

    static func read(_ files: [String: [UInt8]]) throws(ScoringError) -> Embedder {
        guard let json = files[modelFile] else { throw .missingFile(modelFile) }
        guard let weights = files[weightsFile] else { throw .missingFile(weightsFile) }
        let header: Header
        do {
            header = try CanonicalJSON.decode(Header.self, from: json, file: modelFile)
        } catch {
            throw .malformed(file: modelFile, problem: "\(error)")
        }
        guard header.formatVersion <= formatVersion else {
            throw .newerFormat(file: modelFile, found: header.formatVersion, known: formatVersion)
        }
        guard header.formatVersion >= 1 else {
            throw .malformed(file: modelFile, problem: "formatVersion \(header.formatVersion) does not exist")
        }
        do {
            let tensors = try Safetensors.decode(weights, file: weightsFile, admitsSingle: true).tensors
            return try embedder(header, tensors)
        } catch let error as ScoringError {
            throw error
        } catch {
            throw .malformed(file: weightsFile, problem: "\(error)")
        }
    }

    private static func embedder(
        _ header: Header, _ tensors: [String: Safetensors.Tensor]
    ) throws -> Embedder {
        func tensor(_ name: String, _ shape: [Int]) throws(ScoringError) -> [Double] {
            guard let tensor = tensors[name], tensor.shape == shape else {
                throw .malformed(
                    file: weightsFile, problem: "tensor '\(name)' of shape \(shape) is not there")
            }
            return tensor.values
        }
        let dimensions = header.dimensions
        switch header.method {
        case .projection:
            guard let terms = header.terms else {
                throw ScoringError.malformed(file: modelFile, problem: "`terms` is missing")
            }
            let directions = try tensor("directions", [terms.columnCount, dimensions])
            return .projection(
                try TextEmbedder(
                    terms: terms, dimensions: dimensions, directions: directions.map { Float($0) }))
        case .words:
            guard let analyzer = header.analyzer, let words = header.words else {
                throw ScoringError.malformed(file: modelFile, problem: "`analyzer` or `words` is missing")
            }
            let rows = try tensor("vectors", [words.count, dimensions])
            return .words(
                try WordVectors(
                    analyzer: analyzer, words: words,
                    vectors: words.indices.map { Array(rows[$0 * dimensions..<($0 + 1) * dimensions]) },
                    weights: try tensor("weights", [words.count]),
                    common: tensors["common"].map { _ in try tensor("common", [dimensions]) }))
        }
    }
}
