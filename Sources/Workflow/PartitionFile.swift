import Datasets
import Storage

/// A file that says of each row, or of each key, to which part it belongs.
public struct PartitionFile: Sendable {
    /// `.csv` or `.parquet` with columns, or NumPy's `.npy` of whole numbers, a row each.
    public var path: String
    /// The column of keys of a table; nil compares rows by their places.
    public var key: String?
    /// The column of parts of a table.
    public var part: String?

    /// Names a file.
    public init(path: String, key: String? = nil, part: String? = nil) {
        self.path = path
        self.key = key
        self.part = part
    }

    /// Parts by key, or by place as a text; rows without a part are left out.
    ///
    /// - Throws: `DatasetError` and `StorageError` for what cannot be read; `WorkflowError` for columns that are not named and a key
    ///   that is there twice.
    func parts() throws -> [String: String] {
        if path.hasSuffix(".npy") {
            guard key == nil && part == nil else {
                throw WorkflowError.unusable(
                    what: "\(path) has no names of columns", remedy: "name columns of tables only")
            }
            let numbers = try NumberFile(numPy: path)
            guard numbers.shape.count == 1 else {
                throw WorkflowError.unusable(
                    what: "\(path) has the shape \(numbers.shape)",
                    remedy: "give one whole number a row, as leadline cluster --assignments writes them")
            }
            let places = try numbers.integers().enumerated().map { (String($0.offset), String($0.element)) }
            return Dictionary(uniqueKeysWithValues: places)
        }
        guard let part else {
            throw WorkflowError.unusable(
                what: "which column of \(path) holds the parts is not told", remedy: "name it")
        }
        let table = try MessageTable(path, text: key ?? part, label: part)
        let labels = table.labels ?? []
        var parts: [String: String] = [:]
        for (row, key) in table.texts.enumerated() {
            guard let label = labels[row] else { continue }
            let name = self.key == nil ? String(row) : key ?? ""
            guard parts.updateValue(label, forKey: name) == nil else {
                throw WorkflowError.unusable(
                    what: "\(path), row \(row + 1): the key was there before",
                    remedy: "give each key once")
            }
        }
        return parts
    }
}
