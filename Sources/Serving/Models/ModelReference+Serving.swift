public import Registry

extension ModelReference.Target {
    /// The alias; nil for a number.
    var alias: String? {
        if case .alias(let alias) = self { alias } else { nil }
    }
}

extension ModelReference {
    /// Reads `NAME`, `NAME@ALIAS` or `NAME/VERSION`, with or without `models:/`; the alias is `production` where
    /// none is given.
    ///
    /// - Throws: `ServingError.invalidModelReference`.
    public init(serving text: String) throws(ServingError) {
        let scheme = "models:/"
        var name = text.hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
        if !name.contains("@"), !name.contains("/") { name += "@production" }
        do throws(RegistryError) {
            try self.init(scheme + name)
        } catch {
            throw .invalidModelReference(text: text)
        }
    }
}
