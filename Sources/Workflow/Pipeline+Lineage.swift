import Settings
import Storage

extension Pipeline {
    /// The pipeline that a version was trained from, by its lineage.
    ///
    /// - Parameters:
    ///   - lineage: of the version.
    ///   - place: what to call the lineage in errors.
    ///   - file: the pipeline's file, beside which the data are; it need not be there.
    /// - Throws: `SettingsError` for settings that this program does not read.
    init(_ lineage: Lineage, of place: String, at file: String) throws(SettingsError) {
        // JSON is YAML.
        let text = String(decoding: CanonicalJSON.encode(lineage.settings), as: UTF8.self)
        try self.init(try SettingsDocument(text: text, file: place), at: file)
    }
}
