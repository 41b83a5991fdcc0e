internal import FoundationEssentials

/// Paths as a pipeline file writes them.
enum RelativePath {
    /// The way from a directory to a file, such as `../data/leads.csv`.
    static func from(_ directory: String, to file: String) -> String {
        let start = parts(directory)
        let end = parts(file)
        let shared = zip(start, end).prefix { $0 == $1 }.count
        return (start.dropFirst(shared).map { _ in ".." } + end.dropFirst(shared)).joined(separator: "/")
    }

    private static func parts(_ path: String) -> [String] {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var parts: [String] = []
        for part in absolute.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts
    }
}
