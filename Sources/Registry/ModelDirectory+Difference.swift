internal import Storage

extension ModelDirectory {
    /// The fields in which two versions' manifests differ, sorted; files are compared by digest.
    ///
    /// - Throws: `noSuchVersion`, `damaged`, `tooNew`.
    public func diff(_ left: Int, _ right: Int) throws(RegistryError) -> [ManifestDifference] {
        let left = Self.fields(of: try manifest(version: left).manifest)
        let right = Self.fields(of: try manifest(version: right).manifest)
        return Set(left.keys).union(right.keys).sorted().compactMap { field in
            left[field] == right[field]
                ? nil : ManifestDifference(field: field, left: left[field], right: right[field])
        }
    }

    private static func fields(of manifest: Manifest) -> [String: String] {
        var fields = [
            "formatVersion": String(manifest.formatVersion), "kind": manifest.kind.rawValue,
            "minReader": String(manifest.minReader), "recipeDigest": manifest.recipeDigest.description,
            "requires": manifest.requires.map(\.description).joined(separator: " "),
        ]
        for (name, value) in manifest.numericProfile { fields["numericProfile.\(name)"] = value }
        for file in manifest.files { fields["files.\(file.name)"] = file.sha256.description }
        return fields
    }
}
