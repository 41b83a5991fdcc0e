internal import Datasets
internal import FoundationEssentials

/// A probed file with the names the draft gives it.
struct ProbedTable {
    /// What its columns look like.
    let probe: TableProbe
    /// The file relative to where the pipeline is written.
    let file: String
    /// The file's own name.
    let baseName: String
    /// The file's name without endings.
    let title: String

    init(path: String, directory: String, zone: String) throws(DraftError) {
        baseName = path.split(separator: "/").last.map(String.init) ?? path
        do throws(DatasetError) {
            probe = try TableProbe(path: path, name: baseName, zone: zone)
        } catch {
            throw .unreadable(error)
        }
        file = RelativePath.from(directory, to: path)
        var title = baseName
        for ending in [".gz", ".csv", ".tsv", ".txt", ".parquet"] where title.hasSuffix(ending) {
            title = String(title.dropLast(ending.count))
        }
        self.title = title
    }

    /// The columns in the file's order.
    var columns: [ColumnProbe] { probe.columns }

    /// A column's values in its type.
    func values(of column: ColumnProbe) throws(DraftError) -> Column {
        do throws(DatasetError) { return try probe.values(of: column) } catch { throw .unreadable(error) }
    }

    /// A column's values as the file writes them.
    func texts(of column: ColumnProbe) throws(DraftError) -> [String?] {
        do throws(DatasetError) { return try probe.texts(of: column) } catch { throw .unreadable(error) }
    }

    /// The table's name taken apart.
    var name: Name { Name(title) }

    /// The name the pipeline gives the table, such as `sales_activities`.
    var source: String { name.words.joined(separator: "_") }

    /// The `format` mapping of the pipeline file.
    var format: String {
        guard probe.format.type == .csv else { return "{type: parquet}" }
        return "{type: csv, delimiter: \(Commented.quoted(probe.format.delimiter ?? ",")), header: 1}"
    }

    /// What the format rests on.
    var formatEvidence: String {
        let rows = "\(Figures.count(probe.rowCount)) rows, \(probe.columns.count) columns"
        return probe.rejectCount == 0
            ? rows : rows + "; \(Figures.count(probe.rejectCount)) lines are no rows: see the quarantine"
    }
}
