extension ImportManifest {
    /// The import whose rows are the working folder's quarantine; nil for none, and where a later import failed for too
    /// many bad rows.
    public init?(in folder: String) {
        let files = ImportFiles(folder: folder)
        guard let manifest = files.manifest(), files.quarantine(manifest.quarantine) != nil else {
            return nil
        }
        self = manifest
    }
}
