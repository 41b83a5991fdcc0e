public import Registry

extension ModelReference {
    /// Reads `NAME@3` and `NAME@production`, beside the URIs.
    ///
    /// - Throws: `RegistryError.invalidReference`.
    public init(short text: String) throws(RegistryError) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !text.hasPrefix("models:/") else {
            try self.init(text)
            return
        }
        let separator = parts[1].allSatisfy(\.isNumber) ? "/" : "@"
        try self.init("models:/\(parts[0])\(separator)\(parts[1])")
    }
}
