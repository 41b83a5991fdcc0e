/// Why a package of personas is refused.
public enum PersonaError: Error, Equatable, CustomStringConvertible {
    /// The version is for something else than personas.
    case notPersonas(kind: String)
    /// A file that every package has is not among the files.
    case missingFile(String)
    /// A file's content is not what the format asks for.
    case malformed(file: String, problem: String)
    /// The package was written in a format this reader is too old for.
    case newerFormat(file: String, found: Int, known: Int)
    /// A golden row does not get the assignment that was recorded.
    case goldenRow(index: Int)
    /// Raw events were given, and the personas are of plain rows.
    case noFeatures(name: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .notPersonas(let kind):
            "the version is of kind \(kind) and has no personas; name one that `leadline personas map --publish` made"
        case .missingFile(let file):
            "\(file): not in the version; run `leadline registry verify`, or publish the personas again"
        case .malformed(let file, let problem):
            "\(file): \(problem); run `leadline registry verify`, or publish the personas again"
        case .newerFormat(let file, let found, let known):
            "\(file): format \(found) is newer than this program's \(known); install a newer Leadline"
        case .goldenRow(let index):
            """
            golden.json: row \(index + 1) gets another assignment than was recorded; the files of the version do not belong \
            together, or this build computes other bits: do not use it
            """
        case .noFeatures(let name):
            "personas \(name) are of rows of a table, not of events; assign them in a batch"
        }
    }
}
