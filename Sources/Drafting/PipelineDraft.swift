internal import FoundationEssentials

/// A commented pipeline file guessed from data: one file is read as rows with a label, a folder as tables of
/// events.
///
/// Every guess says in a comment what it rests on. Comments hold names, kinds and counts, never a value of
/// the data; the one value written is the label's positive one, which the file needs. The same data give the
/// same text.
public struct PipelineDraft: Equatable, Sendable {
    /// The pipeline file; paths in it are relative to the directory given.
    public let yaml: String
    /// What to check first, one sentence each, for the terminal.
    public let notes: [String]

    /// Probes a file or folder and drafts its pipeline.
    ///
    /// - Parameters:
    ///   - path: a .parquet, .csv, .tsv or .txt file (texts also with .gz), or a folder of them.
    ///   - directory: where the pipeline file will be written.
    ///   - zone: the IANA time zone of days and of times without one.
    /// - Throws: `DraftError` where there is nothing to read, or nothing that could be predicted.
    /// - Complexity: O(rows x columns) time; each table is held in memory.
    public init(path: String, directory: String = ".", zone: String = "UTC") throws(DraftError) {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw .notFound(path: path)
        }
        let files = isDirectory ? try Self.tables(in: path) : [path]
        var tables: [ProbedTable] = []
        for file in files { tables.append(try ProbedTable(path: file, directory: directory, zone: zone)) }
        self =
            tables.count == 1
            ? try RowsDraft(table: tables[0], zone: zone).draft()
            : try FolderDraft(tables: tables, path: path, zone: zone).draft()
    }

    init(yaml: String, notes: [String]) {
        self.yaml = yaml
        self.notes = notes
    }

    private static func tables(in folder: String) throws(DraftError) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let endings = [".parquet", ".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"]
        let tables = names.filter { name in
            !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) }
        }
        if tables.isEmpty { throw .noTables(path: folder) }
        return tables.sorted().map { folder + "/" + $0 }
    }
}
