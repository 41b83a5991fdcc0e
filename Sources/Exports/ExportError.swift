/// Why a version cannot be written in another format.
public enum ExportError: Error, Equatable, CustomStringConvertible {
    /// An input has the name of one of the export's outputs.
    case takenName(input: String)
    /// An input has the empty text as a level; in the export that stands for a missing value.
    case emptyLevel(input: String)
    /// An input's levels are hashed, for which ONNX has no operator.
    case hashedInput(input: String)
    /// The model has no columns, and so no rows to take their number from.
    case noColumns

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .takenName(let input):
            "input '\(input)': the export has an output of this name; rename the feature and train again"
        case .emptyLevel(let input):
            """
            input '\(input)': the empty text is one of its levels, and in the export it stands for a missing value; \
            give that level another text in the source and train again
            """
        case .hashedInput(let input):
            """
            input '\(input)': its levels are hashed, for which ONNX has no operator; train without `hash`, or let the daemon score
            """
        case .noColumns:
            "the model has no inputs that move its score, so there is nothing to export; train one that has"
        }
    }
}
