import Datasets
import Settings
import Storage

extension Pipeline {
    /// The pipeline that the backtest compares with; nil where there is none.
    ///
    /// - Throws: `SettingsError` where that file is not as it should be, or asks another question of other data.
    func reference() throws -> Pipeline? {
        guard let path = settings.backtest?.against else { return nil }
        let file = FileSystem.path(path, in: folder)
        let other = try Pipeline(file: file)
        let theirs = other.settings
        let parts: [(String, Bool)] = try [
            ("sources", Self.isSame(settings.sources, theirs.sources) && folder == other.folder),
            ("unit", settings.unit == theirs.unit), ("label", settings.label == theirs.label),
            ("cutoffs", settings.cutoffs == theirs.cutoffs),
            ("eligible", settings.eligible == theirs.eligible),
            ("data", settings.data.zone == theirs.data.zone && settings.data.until == theirs.data.until),
        ]
        for (key, isSame) in parts where !isSame {
            throw document.error(
                at: ["backtest", "against"],
                "the reference has another `\(key)`, so the two cannot be compared",
                remedy: "let both files have the same `\(key)`; features, model and calibration may differ")
        }
        return other
    }

    private static func isSame<Part: Encodable>(_ left: Part, _ right: Part) throws -> Bool {
        try CanonicalJSON.tree(of: left) == CanonicalJSON.tree(of: right)
    }
}
