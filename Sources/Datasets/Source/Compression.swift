/// How a file of text is compressed, as the ending of its name tells; DuckDB's words for it.
enum Compression: String {
    case none
    case gzip

    /// What a file's name tells.
    init(of path: String) { self = path.hasSuffix(".gz") ? .gzip : .none }
}
