/// What can go wrong with files, their formats and their locks; the text names the place and the remedy.
///
/// No case carries a value read from a file: only paths, field names, kinds of values and numbers of lines.
public enum StorageError: Error, Hashable, Sendable {
    /// There is no file or directory at the path.
    case missing(path: String)
    /// The path exists but could not be read; `reason` is the system's text.
    case unreadable(path: String, reason: String)
    /// The path could not be created, written or renamed; `reason` is the system's text.
    case unwritable(path: String, reason: String)
    /// Something is already published at the path, and published things are never replaced.
    case alreadyExists(path: String)
    /// A secret's file can be read by others than its owner; `mode` is its permission bits.
    case exposed(path: String, mode: UInt32)
    /// Another process holds the lock; `holder` is its process identifier where it is known.
    case busy(path: String, activity: String, holder: Int32?)
    /// A value cannot be written as canonical JSON.
    case unencodable(keyPath: String, problem: String)
    /// Bytes are not JSON; line and column count from 1.
    case malformedJSON(file: String, line: Int, column: Int, problem: String)
    /// JSON of the wrong kind, or a field that is missing or not admitted.
    case unexpectedContent(file: String, keyPath: String, problem: String)
    /// Bytes are not a safetensors file this reader admits.
    case malformedTensors(file: String, problem: String)
    /// Bytes are not an array of numbers that this reader admits.
    case malformedArray(file: String, problem: String)
    /// Bytes are no vectors of words; the line counts from 1, nil in a binary file, the byte from 0.
    case malformedWordVectors(file: String, line: Int?, byte: Int, problem: String)
    /// A digest that a file holds of its own content differs from the content.
    case sealBroken(file: String, problem: String)
    /// A line of a journal breaks its chain; the line counts from 1.
    case brokenJournal(file: String, line: Int, problem: String)
    /// A tar archive is damaged, too large, or holds what is not admitted; no name in it is told.
    case malformedArchive(name: String, problem: String)
    /// A program could not be started; `reason` is the system's text.
    case notStarted(program: String, reason: String)
}
