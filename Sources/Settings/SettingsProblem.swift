/// What can be wrong with a settings file.
public enum SettingsProblem: Hashable, Sendable {
    /// The file cannot be opened or read; the reason is the system's.
    case unreadable(reason: String)
    /// The file has more bytes than settings may have.
    case tooLarge(limit: Int)
    /// The bytes are not UTF-8.
    case notUTF8
    /// A control character that YAML does not allow.
    case forbiddenCharacter(code: UInt32)
    /// A directive such as `%YAML 1.2`, or another line that begins with `%`.
    case directive
    /// There is no document in the file.
    case empty
    /// A second document begins in the file.
    case severalDocuments
    /// The document has more values than settings may have, aliases counted as often as they are used.
    case tooManyValues(limit: Int)
    /// Lists and mappings are nested too deeply.
    case tooDeep(limit: Int)
    /// The text is not YAML; the reason is the parser's.
    case syntax(reason: String, remedy: String)
    /// An explicit tag such as `!!binary` or `!custom`.
    case tag
    /// An alias without an anchor before it.
    case undefinedAlias(name: String)
    /// A key that is a list, a mapping or nothing.
    case keyIsNotText
    /// A key that the mapping has already.
    case duplicateKey(name: String, firstLine: Int)
    /// A key that must be there and is not.
    case missingKey(name: String)
    /// A list that ends before the item that must be there.
    case missingItem(index: Int)
    /// A key that no setting has. `nearest` is the known key it resembles, `known` are those known there.
    case unknownKey(name: String, nearest: String?, known: [String])
    /// A value that is none of those allowed.
    case unknownValue(found: String, nearest: String?, allowed: [String])
    /// A value of another kind than the setting's.
    case wrongKind(found: String, expected: String)
    /// A value that its setting refuses.
    case invalid(reason: String, remedy: String)
}
