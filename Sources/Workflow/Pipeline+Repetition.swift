import Datasets
import Storage

extension Pipeline {
    /// The rows that several files of a source have in common and that count each time, in sentences that say what to do.
    ///
    /// - Complexity: O(bytes of the files) where there are such rows.
    func repeatedRows(_ manifest: ImportManifest) -> [String] {
        manifest.sources.compactMap { source in
            guard let repeated = source.repeated, !repeated.isEmpty else { return nil }
            let files = (settings.sources?[source.name]?.parts ?? []).map { part in
                (name: part.file, digest: try? Digest.file(FileSystem.path(part.file, in: folder)))
            }
            let shown = repeated.map { rows in
                let name = files.first { $0.digest == rows.file }?.name ?? "a file"
                return "\(Figures.count(rows.rows)) of \(name)"
            }
            return
                "\(source.name): rows that say the same are in several files (\(shown.sorted().joined(separator: ", "))), and without an id each counts again; \(ImportManifest.RepeatedRows.remedy)"
        }
    }
}
