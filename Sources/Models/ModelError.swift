/// Why a model, or a row for it, is refused.
///
/// No text holds a value of a row.
public enum ModelError: Error, Equatable, CustomStringConvertible {
    /// A list has another length than the model's shape asks for.
    case wrongCount(of: String, expected: Int, found: Int)
    /// A number of the model is not finite or out of its range.
    case invalidNumber(in: String, index: Int, requirement: String)
    /// An input's definition cannot be used.
    case invalidInput(index: Int, problem: String)
    /// A design column's definition cannot be used.
    case invalidColumn(index: Int, problem: String)
    /// Vectors that two embedders made meet; their digests.
    case otherEmbedder(expected: String, found: String)
    /// A row's value cannot be scored.
    case invalidValue(input: String, problem: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .wrongCount(let name, let expected, let found):
            "\(name): \(expected) values expected, \(found) found"
        case .invalidNumber(let name, let index, let requirement):
            "\(name)[\(index)]: the number must be \(requirement); train the model again or restore its files"
        case .invalidInput(let index, let problem):
            "inputs[\(index)]: \(problem); train the model again or restore its files"
        case .invalidColumn(let index, let problem):
            "columns[\(index)]: \(problem); train the model again or restore its files"
        case .otherEmbedder(let expected, let found):
            "vectors of the embedder \(expected.prefix(12)) and of the embedder \(found.prefix(12)) have nothing in common; make both by"
                + " one embedder"
        case .invalidValue(let input, let problem):
            "input '\(input)': \(problem)"
        }
    }
}
