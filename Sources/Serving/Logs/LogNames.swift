internal import Storage

/// The names of a log's files: that of the one that grows, and those that it is given later.
struct LogNames {
    /// Of the file that grows.
    let path: String
    /// How many files beside it are kept.
    let keep: Int

    /// How many are kept unless settings say it.
    static let standardKeep = 8

    /// Whether a file of one would be a file of the other.
    func meet(_ other: LogNames) -> Bool { isSameFolder(other) && !names.isDisjoint(with: other.names) }

    private var names: Set<String> {
        let name = FileSystem.name(of: path)
        // No settings have more.
        let older = min(max(0, keep), ServingSettings.Range.keep.upperBound)
        return Set([name] + (0..<older).map { "\(name).\($0 + 1)" })
    }

    private func isSameFolder(_ other: LogNames) -> Bool {
        let (own, others) = (FileSystem.parent(of: path), FileSystem.parent(of: other.path))
        if own == others { return true }
        // One folder may have several names.
        guard let stamp = FileStamp(of: own) else { return false }
        return stamp == FileStamp(of: others)
    }
}
