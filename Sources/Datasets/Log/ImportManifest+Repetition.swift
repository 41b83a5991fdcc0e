public import Storage

extension ImportManifest {
    /// How many rows of a file say what a row of another file of the source says, without an id that would tell whether
    /// they are one.
    public struct RepeatedRows: Codable, Equatable, Sendable {
        /// The file's SHA-256.
        public var file: Digest
        /// The rows; each of them counts.
        public var rows: Int

        /// What to do about such rows.
        public static let remedy =
            "list each file once, export spans that do not overlap, or name the rows' id (id: FIELD)"
    }
}
