public import Registry

extension ModelReference.Target {
    /// The alias; nil for a number.
    var alias: String? {
        if case .alias(let alias) = self { alias } else { nil }
    }
}

extension ModelReference {
    /// A version that is tried beside the one that answers, by its alias: what a journal says of a trial holds until the alias
    /// moves, and a number or `latest` never does.
    ///
    /// - Throws: `ServingError.invalidModelReference`.
    public init(challenger alias: String, of name: String) throws(ServingError) {
        guard Int(alias) == nil, alias != "latest", !alias.contains("/"), !alias.contains("@") else {
            throw .invalidModelReference(text: "\(name)@\(alias)")
        }
        try self.init(serving: "\(name)@\(alias)")
    }

    /// Reads `NAME@ALIAS` of a version that is tried beside the one that answers.
    ///
    /// - Throws: `ServingError.invalidModelReference`.
    public init(challenger text: String) throws(ServingError) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw .invalidModelReference(text: text) }
        try self.init(challenger: parts[1], of: parts[0])
    }

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
