internal import Models
internal import Scoring
internal import Storage

/// Between which numbers the training rows of each input lay, as a version keeps it in `reference.json`.
struct InputRanges: Sendable {
    /// One an input, in the model's order; everything where no range is known.
    let ranges: [ClosedRange<Double>]

    private static let name = "reference.json"

    private struct Content: Decodable {
        var columns: [Column]?
    }

    private struct Column: Decodable {
        var name: String
        var least: Double?
        var most: Double?
    }

    /// Ranges by input.
    init(ranges: [ClosedRange<Double>]) { self.ranges = ranges }

    /// - Returns: nil where the version keeps no range, as older ones do.
    /// - Throws: `ScoringError.malformed` where the file cannot be read.
    init?(in files: [String: [UInt8]], of model: LogisticModel) throws(ScoringError) {
        guard let bytes = files[Self.name] else { return nil }
        let columns: [Column]
        do throws(StorageError) {
            columns = try CanonicalJSON.decode(Content.self, from: bytes, file: Self.name).columns ?? []
        } catch {
            throw .malformed(file: Self.name, problem: "\(error)")
        }
        var known: [String: ClosedRange<Double>] = [:]
        for column in columns {
            guard let least = column.least, let most = column.most, least <= most else { continue }
            known[column.name] = least...most
        }
        if known.isEmpty { return nil }
        ranges = model.inputs.map { input in
            (input.kind == .number ? known[input.name] : nil) ?? -Double.infinity...Double.infinity
        }
    }
}
