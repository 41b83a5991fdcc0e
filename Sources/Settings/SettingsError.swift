/// A fault in a settings file: where it lies, what it is and how to remedy it.
///
/// Its text reads `pipeline.yaml:14:5: features.recency.kind: unknown value …; remedy: …`. Values are quoted
/// only when they are short tokens; longer ones are described by their kind.
public struct SettingsError: Error, Hashable, Sendable {
    /// The file as it was named by the caller, or the name given to a text.
    public var file: String
    /// The line, counted from 1; nil only where the file as a whole could not be read.
    public var line: Int?
    /// The column in characters, counted from 1; nil where `line` is.
    public var column: Int?
    /// The way to the value from the top of the document, as in `sources.purchases.events[0].kind`;
    /// empty for the document itself.
    public var keyPath: String
    /// What is wrong.
    public var problem: SettingsProblem

    /// Creates an error; `line` and `column` count from 1.
    public init(file: String, line: Int?, column: Int?, keyPath: String, problem: SettingsProblem) {
        self.file = file
        self.line = line
        self.column = column
        self.keyPath = keyPath
        self.problem = problem
    }
}

extension SettingsError: CustomStringConvertible {
    /// One line: file, line and column, key path, the problem, the remedy.
    public var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if let column { place += ":\(column)" }
        let subject = keyPath.isEmpty ? "" : "\(keyPath): "
        return "\(place): \(subject)\(problem.text); remedy: \(problem.remedy)"
    }
}
