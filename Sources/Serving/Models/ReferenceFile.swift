internal import Models
internal import Scoring
internal import Storage

/// What a version keeps in `reference.json` that answers are held against.
struct ReferenceFile {
    /// The lead that others are explained against as a row, shape (inputs); nil where the version keeps none.
    let lead: [Double]?
    /// Between which numbers the training rows lay; nil where the version does not tell.
    let ranges: InputRanges?

    private static let name = "reference.json"

    private struct Content: Decodable {
        var lead: [InputValue]?
        var columns: [InputRanges.Column]?
    }

    /// Reads the file; a version without it keeps neither.
    ///
    /// - Throws: `ScoringError.malformed` where the file cannot be read, or the lead has not one value an input.
    init(in files: [String: [UInt8]], of model: LogisticModel) throws(ScoringError) {
        guard let bytes = files[Self.name] else {
            lead = nil
            ranges = nil
            return
        }
        let content: Content
        do throws(StorageError) {
            content = try CanonicalJSON.decode(Content.self, from: bytes, file: Self.name)
        } catch {
            throw .malformed(file: Self.name, problem: "\(error)")
        }
        if let values = content.lead, values.count != model.inputs.count {
            throw .malformed(
                file: Self.name,
                problem: "the lead has \(values.count) values for \(model.inputs.count) inputs")
        }
        lead = content.lead.map { values in
            values.indices.map { values[$0].slot(input: $0, of: model) }
        }
        ranges = InputRanges(content.columns ?? [], of: model)
    }
}
