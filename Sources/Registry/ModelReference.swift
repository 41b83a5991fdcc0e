/// A model's version by number or by alias: `models:/name/3`, `models:/name@production`.
///
/// `models:/name@latest` and `models:/name/latest` are the highest number. Source: MLflow's model URIs.
public struct ModelReference: Hashable, Sendable, CustomStringConvertible {
    /// How the version is named.
    public enum Target: Hashable, Sendable {
        /// By number, from 1.
        case version(Int)
        /// By alias, or `latest`.
        case alias(String)
    }

    /// The model's name.
    public let name: String
    /// How the version is named.
    public let target: Target

    /// Reads a URI.
    ///
    /// - Throws: `invalidReference`.
    public init(_ text: String) throws(RegistryError) {
        let scheme = "models:/"
        guard text.hasPrefix(scheme) else { throw .invalidReference(text) }
        let rest = text.dropFirst(scheme.count)
        if let separator = rest.firstIndex(of: "@") {
            name = String(rest[..<separator])
            target = .alias(String(rest[rest.index(after: separator)...]))
        } else if let separator = rest.firstIndex(of: "/") {
            name = String(rest[..<separator])
            let version = String(rest[rest.index(after: separator)...])
            if version == RegistryName.latest {
                target = .alias(version)
            } else {
                guard let number = RegistryName.version(version) else { throw .invalidReference(text) }
                target = .version(number)
            }
        } else {
            throw .invalidReference(text)
        }
        guard RegistryName.isValid(name) else { throw .invalidReference(text) }
        if case .alias(let alias) = target, !RegistryName.isValid(alias) { throw .invalidReference(text) }
    }

    /// The URI.
    public var description: String {
        switch target {
        case .version(let version): "models:/\(name)/\(version)"
        case .alias(let alias): "models:/\(name)@\(alias)"
        }
    }
}
