import Reports
import Storage

extension ReportContent {
    /// Writes the report, and the model card beside it, for people.
    ///
    /// - Parameter folder: where both are written; it is made where it is not there.
    /// - Returns: the path of the HTML file.
    func write(in folder: String) throws -> String {
        try FileSystem.makeDirectories(folder)
        let report = folder + "/" + VersionFile.report
        try AtomicFile.write(Array(HTMLReport(self).render().utf8), to: report)
        try AtomicFile.write(Array(ModelCard(self).render().utf8), to: folder + "/" + VersionFile.card)
        return report
    }
}
