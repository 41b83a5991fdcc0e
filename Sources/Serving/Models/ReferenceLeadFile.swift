internal import Models
internal import Scoring
internal import Storage

/// The lead that others are explained against, as a version keeps it in `reference.json`.
enum ReferenceLeadFile {
    private static let name = "reference.json"

    private struct Content: Decodable {
        var lead: [InputValue]?
    }

    /// The reference lead as a row; nil where the version keeps none.
    ///
    /// - Throws: `ScoringError.malformed` where the file cannot be read, or has not one value an input.
    static func slots(in files: [String: [UInt8]], of model: LogisticModel) throws(ScoringError) -> [Double]?
    {
        guard let bytes = files[name] else { return nil }
        let values: [InputValue]?
        do throws(StorageError) {
            values = try CanonicalJSON.decode(Content.self, from: bytes, file: name).lead
        } catch {
            throw .malformed(file: name, problem: "\(error)")
        }
        guard let values else { return nil }
        guard values.count == model.inputs.count else {
            throw .malformed(
                file: name, problem: "the lead has \(values.count) values for \(model.inputs.count) inputs")
        }
        return values.indices.map { values[$0].slot(input: $0, of: model) }
    }
}
