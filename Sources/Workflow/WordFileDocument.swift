import Models

/// What `leadline embed --word-vectors -o` writes: vectors of words of a file, and how much they count in texts.
struct WordFileDocument: StoredDocument, Equatable, Sendable {
    /// The format that this program reads and writes.
    static let formatVersion = 1

    /// The format.
    var formatVersion: Int = Self.formatVersion
    /// The column that texts were read from.
    var column: String
    /// Texts that were learned from.
    var texts: Int
    /// By which file, and how.
    var configuration: WordFileSettings.Record?
    /// What turns a text into a vector.
    var model: WordVectors
}
