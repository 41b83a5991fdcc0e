import Features
import Models
public import Storage

extension ScorerPackage {
    /// The newest format of `model.json` and `golden.json` that this reader knows: 2 has curves as calibration, 3 bins, evidence of levels,
    /// hashed levels and products, 4 features by an embedder.
    public static let formatVersion = 4

    /// The names of the files a package is made of.
    public static let modelFile = "model.json"
    /// The file of the weights.
    public static let weightsFile = "weights.safetensors"
    /// The file of the golden rows.
    public static let goldenFile = "golden.json"

    /// The kinds of other versions by a file that only those have.
    private static let otherKinds = [(EmbedderPackage.modelFile, "embedder"), ("personas.json", "personas")]

    /// `model.json`: everything but the numbers that are fitted.
    struct Header: Codable {
        var formatVersion: Int
        var name: String
        var title: String
        var unit: String
        var provenance: String
        var model: LogisticModel.Description
        var features: FeatureSet?
        var featuresVersion: Int?
    }

    /// `golden.json`.
    struct Golden: Codable {
        var formatVersion: Int
        var rows: [GoldenRow]
    }

    /// The package's files by name, canonical to the last byte.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    public func files() throws(StorageError) -> [String: [UInt8]] {
        let weights = model.weights
        var tensors: [String: Safetensors.Tensor] = [
            "coefficients": .init(weights.coefficients),
            "intercept": .init([weights.intercept]),
            "fill": .init(weights.fill),
            "mean": .init(weights.mean),
            "scale": .init(weights.scale),
        ]
        switch weights.calibration {
        case .platt(let line)?: tensors["calibration"] = .init([line.slope, line.intercept])
        case .isotonic(let curve)?:
            tensors["calibration"] = .init(
                shape: [2, curve.margins.count], values: curve.margins + curve.logits)
        case nil: break
        }
        let header = Header(
            formatVersion: neededFormat, name: name, title: title, unit: unit, provenance: provenance,
            model: model.description, features: features, featuresVersion: featuresVersion)
        return [
            Self.modelFile: try CanonicalJSON.encode(header),
            Self.weightsFile: Safetensors(tensors).encode(),
            Self.goldenFile: try CanonicalJSON.encode(
                Golden(formatVersion: 1, rows: golden)),
        ]
    }

    /// The oldest format that can say it, so that older readers read what they can.
    private var neededFormat: Int {
        if features?.embedders.isEmpty == false { return 4 }
        let isNew = model.columns.contains { column in
            switch column.encoding {
            case .number, .level, .otherLevels, .missingIndicator: false
            case .bins, .levelEvidence, .product: true
            }
        }
        if isNew || model.inputs.contains(where: { $0.buckets != nil }) { return 3 }
        return if case .isotonic? = model.calibration { 2 } else { 1 }
    }

    /// The digest of what scores: SHA-256 of the raw SHA-256 of `model.json` and of `weights.safetensors`, one after
    /// the other.
    ///
    /// - Throws: as `files()`.
    public var scorerDigest: Digest {
        get throws(StorageError) {
            let files = try files()
            return Digest(
                of: [Self.modelFile, Self.weightsFile].flatMap { Digest(of: files[$0] ?? []).bytes })
        }
    }

    /// Reads a package from verified bytes.
    ///
    /// - Parameter files: bytes by file name; other files of the version are ignored.
    /// - Throws: `ScoringError` naming the file; hostile bytes never crash or yield a model that could.
    public init(files: [String: [UInt8]]) throws(ScoringError) {
        if files[Self.modelFile] == nil {
            for (file, kind) in Self.otherKinds where files[file] != nil { throw .notScorer(kind: kind) }
        }
        let header: Header = try Self.decode(Self.modelFile, of: files)
        try Self.check(header.formatVersion, file: Self.modelFile)
        let golden: Golden = try Self.decode(Self.goldenFile, of: files)
        try Self.check(golden.formatVersion, file: Self.goldenFile)
        guard let bytes = files[Self.weightsFile] else { throw .missingFile(Self.weightsFile) }
        let model: LogisticModel
        do {
            let tensors = try Safetensors.decode(bytes, file: Self.weightsFile)
            model = try LogisticModel(
                description: header.model,
                weights: try Self.weights(
                    tensors, columns: header.model.columns.count, calibration: header.model.calibration))
        } catch let error as ScoringError {
            throw error
        } catch {
            throw .malformed(file: Self.weightsFile, problem: "\(error)")
        }
        self.init(
            name: header.name, title: header.title, unit: header.unit, provenance: header.provenance,
            model: model, features: header.features, featuresVersion: header.featuresVersion,
            golden: golden.rows)
    }

    private static func decode<T: Decodable>(
        _ file: String, of files: [String: [UInt8]]
    ) throws(ScoringError) -> T {
        guard let bytes = files[file] else { throw .missingFile(file) }
        do {
            return try CanonicalJSON.decode(T.self, from: bytes, file: file)
        } catch {
            throw .malformed(file: file, problem: "\(error)")
        }
    }

    private static func check(_ version: Int, file: String) throws(ScoringError) {
        if version > formatVersion { throw .newerFormat(file: file, found: version, known: formatVersion) }
        if version < 1 { throw .malformed(file: file, problem: "formatVersion \(version) does not exist") }
    }

    private static func weights(
        _ tensors: Safetensors, columns: Int, calibration: CalibrationMethod
    ) throws(ScoringError) -> LogisticModel.Weights {
        func vector(_ name: String, _ count: Int) throws(ScoringError) -> [Double] {
            guard let tensor = tensors.tensors[name], tensor.shape == [count] else {
                throw .malformed(
                    file: weightsFile, problem: "tensor '\(name)' of shape [\(count)] is not there")
            }
            return tensor.values
        }
        var found: Calibration?
        switch calibration {
        case .none: break
        case .platt:
            let values = try vector("calibration", 2)
            found = .platt(PlattCalibration(slope: values[0], intercept: values[1]))
        case .isotonic:
            guard let tensor = tensors.tensors["calibration"], tensor.shape.count == 2, tensor.shape[0] == 2
            else {
                throw .malformed(
                    file: weightsFile, problem: "tensor 'calibration' of shape [2, knots] is not there")
            }
            found = .isotonic(
                IsotonicCalibration(
                    margins: Array(tensor.values.prefix(tensor.shape[1])),
                    logits: Array(tensor.values.suffix(tensor.shape[1]))))
        }
        return LogisticModel.Weights(
            coefficients: try vector("coefficients", columns), intercept: try vector("intercept", 1)[0],
            fill: try vector("fill", columns), mean: try vector("mean", columns),
            scale: try vector("scale", columns), calibration: found)
    }
}
