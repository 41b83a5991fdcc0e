/// One YAML file of settings, read and parsed, ready to be decoded.
///
/// The YAML is version 1.2 with its core schema: `yes`, `1997-04-01` and `90d` are text, quoted scalars are
/// always text. One document a file, keys are text and distinct, explicit tags are refused; anchors and
/// aliases work within the limits. Limits: 4 MB, 100,000 values, nesting of 64.
public struct SettingsDocument: Sendable {
    /// The file's name in error texts, as it was given.
    public let file: String
    /// The text as read, for digests.
    public let bytes: [UInt8]
    let root: YAMLNode

    /// Parses a text; `file` is its name in error texts.
    ///
    /// - Throws: what is wrong with the text as YAML, with its line.
    /// - Complexity: O(length).
    public init(text: String, file: String) throws(SettingsError) {
        try self.init(bytes: Array(text.utf8), file: file)
    }

    /// Reads and parses a file; error texts name it as `path` does.
    ///
    /// - Throws: `unreadable`, `tooLarge`, or what is wrong with the text as YAML, with its line.
    public init(file path: String) throws(SettingsError) {
        try self.init(bytes: try Self.read(path), file: path)
    }

    init(bytes: [UInt8], file: String) throws(SettingsError) {
        self.file = file
        self.bytes = bytes
        self.root = try Self.parse(bytes, file: file)
    }

    /// The line of a key or list item, counted from 1; nil if the document has no such value.
    ///
    /// - Parameter keyPath: keys from the top; an item of a list is named by its index in decimal.
    public func line(of keyPath: [String]) -> Int? { mark(of: steps(keyPath))?.line }

    /// An error about a value that is well formed but does not fit the rest, such as a name that is nowhere
    /// defined; it stands at the value or, where there is none, at the nearest value above it.
    ///
    /// - Parameter keyPath: keys from the top; an item of a list is named by its index in decimal.
    public func error(at keyPath: [String], _ reason: String, remedy: String) -> SettingsError {
        error(at: steps(keyPath), .invalid(reason: reason, remedy: remedy))
    }
}
