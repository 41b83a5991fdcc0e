/// Why a package of a model is refused, or a lead cannot be scored.
public enum ScoringError: Error, Equatable, CustomStringConvertible {
    /// A file that every package has is not among the files.
    case missingFile(String)
    /// The version is for something else than scores.
    case notScorer(kind: String)
    /// A file's content is not what the format asks for.
    case malformed(file: String, problem: String)
    /// The package was written in a format this reader is too old for.
    case newerFormat(file: String, found: Int, known: Int)
    /// A golden row does not give the bits that were recorded when the model was trained.
    case goldenRow(index: Int, field: String)
    /// The model takes plain rows, and raw events were given.
    case noFeatures(model: String)
    /// The features go by an embedder that is not there, is another than they were defined by, or does not fit them.
    case unfitEmbedder(problem: String, remedy: String)
    /// A model's input is not among the features or columns given.
    case missingInput(name: String, remedy: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .missingFile(let file):
            "\(file): not in the version; run `leadline registry verify`, or train the model again"
        case .notScorer(let kind):
            "the version is of kind \(kind) and gives no scores; name a scorer's version"
        case .malformed(let file, let problem):
            "\(file): \(problem); run `leadline registry verify`, or train the model again"
        case .newerFormat(let file, let found, let known):
            "\(file): format \(found) is newer than this program's \(known); install a newer Leadline"
        case .goldenRow(let index, let field):
            """
            golden.json: row \(index + 1) gives another \(field) than was recorded; the files of the version do not \
            belong together, or this build computes other bits: do not serve it
            """
        case .noFeatures(let model):
            "model \(model) takes rows of a table, not events; send its inputs to the infer endpoint"
        case .unfitEmbedder(let problem, let remedy):
            "\(problem); \(remedy)"
        case .missingInput(let name, let remedy):
            "input '\(name)' is missing; \(remedy)"
        }
    }
}
