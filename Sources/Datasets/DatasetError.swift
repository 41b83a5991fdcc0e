/// What went wrong with settings, files or rows, and what to do about it.
///
/// Texts never hold a value of the data: only its kind ("text of 7 characters"), the file, the line and the
/// field.
public enum DatasetError: Error, Equatable, Sendable {
    /// A setting of the pipeline file does not make sense; the caller adds the file and line of the key path.
    case setting(keyPath: [String], what: String, remedy: String)
    /// A data file cannot be read; `line` counts from 1, and the header is a line too.
    case file(path: String, line: Int?, keyPath: [String]?, what: String, remedy: String)
    /// The rows break their contract, or too few are left to work with.
    case data(keyPath: [String]?, what: String, remedy: String)
    /// DuckDB refused a statement of ours; `what` has its message with every quoted value struck out.
    case database(what: String, remedy: String)

    /// The setting that the error is about, such as `["sources", "purchases", "fields", "date"]`.
    public var keyPath: [String]? {
        switch self {
        case .setting(let keyPath, _, _): keyPath
        case .file(_, _, let keyPath, _, _): keyPath
        case .data(let keyPath, _, _): keyPath
        case .database: nil
        }
    }

    /// What is wrong, in one sentence without a final full stop.
    public var what: String {
        switch self {
        case .setting(_, let what, _), .data(_, let what, _), .database(let what, _): what
        case .file(let path, let line, _, let what, _):
            line.map { "\(path), line \($0): \(what)" } ?? "\(path): \(what)"
        }
    }

    /// What the user can do about it.
    public var remedy: String {
        switch self {
        case .setting(_, _, let remedy), .data(_, _, let remedy), .database(_, let remedy): remedy
        case .file(_, _, _, _, let remedy): remedy
        }
    }
}

extension DatasetError {
    /// The remedy for a stored log that cannot be read: it is made again.
    static let importAgain = "import again with --fresh"
}

extension DatasetError: CustomStringConvertible {
    /// What, where and the remedy.
    public var description: String {
        let place = keyPath.map { $0.isEmpty ? "" : $0.joined(separator: ".") + ": " } ?? ""
        return "\(place)\(what); remedy: \(remedy)"
    }
}
