internal import Storage

extension Workspace {
    /// The key by which logs of decisions name whom they are about.
    ///
    /// - Throws: `WorkflowError.unusable` where the working folder has none, for a new one would know nobody; `StorageError`.
    func decisionKey() throws -> PseudonymKey {
        let path = pseudonymKey
        do throws(StorageError) {
            return try PseudonymKey.load(path)
        } catch .missing {
            throw WorkflowError.unusable(
                what: "there is no \(path), by which the log's pseudonyms were made",
                remedy: "name by --working the folder that the model was served from")
        }
    }
}
