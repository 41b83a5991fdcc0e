public import Datasets

/// Why no pipeline can be drafted, and what to do about it.
///
/// Texts hold names and counts, never a value.
public enum DraftError: Error, Equatable, Sendable {
    /// There is no such file or folder.
    case notFound(path: String)
    /// The folder has no table.
    case noTables(path: String)
    /// A file cannot be read as a table.
    case unreadable(DatasetError)
    /// No column of the one file can be the label.
    case noLabel(file: String)
    /// A column that was named is not in the file.
    case noColumn(file: String, name: String, known: [String])
    /// No table of the folder has a key, a time of creation and an outcome to be asked about.
    case noUnit(path: String)
    /// Too few days have entities whose outcome is decided.
    case tooFewDays(table: String, days: Int)

    /// What is wrong, in one sentence without a final full stop.
    public var what: String {
        switch self {
        case .notFound(let path): "\(path): there is no such file or folder"
        case .noTables(let path): "\(path): the folder has no .parquet, .csv, .tsv or .txt file"
        case .unreadable(let error): error.what
        case .noLabel(let file): "\(file): no column looks like a label: none has exactly two values"
        case .noColumn(let file, let name, _): "\(file): there is no column \(name)"
        case .noUnit(let path):
            "\(path): no table has a key, a time of creation and an outcome that happens to some of its rows"
        case .tooFewDays(let table, let days):
            "\(table): only \(days) days have rows whose outcome is decided; three slices need three"
        }
    }

    /// What the user can do about it.
    public var remedy: String {
        switch self {
        case .notFound: "correct the path"
        case .noTables: "name a folder of tables, or one file"
        case .unreadable(let error): error.remedy
        case .noLabel: "add a column with two values, such as converted with yes and no"
        case .noColumn(_, _, let known): "name one of \(known.joined(separator: ", "))"
        case .noUnit:
            "give the scored table a key such as lead_id, a date such as created_at, and a date such as "
                + "converted_at that is empty where it has not happened; or join the tables into one file"
        case .tooFewDays: "export a longer time"
        }
    }
}

extension DraftError: CustomStringConvertible {
    /// What and the remedy, on two lines.
    public var description: String { "\(what)\nremedy: \(remedy)" }
}
