extension SettingsProblem {
    /// What is wrong, as a clause without a full stop.
    public var text: String {
        switch self {
        case .unreadable(let reason): "cannot read the file: \(reason)"
        case .tooLarge(let limit): "the file has more than \(limit) bytes"
        case .notUTF8: "the file is not UTF-8 text"
        case .forbiddenCharacter(let code): "the control character U+\(Self.hexadecimal(code)) is not allowed"
        case .directive: "a line that begins with `%` is not allowed"
        case .empty: "the file has no settings"
        case .severalDocuments: "a second document begins here"
        case .tooManyValues(let limit): "there are more than \(limit) values, aliases counted at each use"
        case .tooDeep(let limit): "lists and mappings are nested more than \(limit) deep"
        case .syntax(let reason, _): "not valid YAML: \(reason)"
        case .tag: "an explicit tag is not allowed"
        case .undefinedAlias(let name): "the alias `*\(name)` has no anchor before it"
        case .keyIsNotText: "a key must be text; found a list, a mapping or nothing"
        case .duplicateKey(let name, let firstLine): "duplicate key `\(name)`, first on line \(firstLine)"
        case .missingKey(let name): "the key `\(name)` is missing"
        case .missingItem(let index): "the list has no item \(index + 1)"
        case .unknownKey(let name, let nearest, _):
            "unknown key `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
        case .unknownValue(let found, let nearest, _):
            "unknown value: found \(found)" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
        case .wrongKind(let found, let expected): "found \(found), expected \(expected)"
        case .invalid(let reason, _): reason
        }
    }

    /// How to put it right, as a clause without a full stop.
    public var remedy: String {
        switch self {
        case .unreadable: "check the path and its permissions"
        case .tooLarge: "name a settings file, not data; keep data in files of their own"
        case .notUTF8: "save the file as UTF-8"
        case .forbiddenCharacter: "delete the character, or write it as an escape in double quotes"
        case .directive: "remove the line; settings are YAML 1.2 without directives"
        case .empty: "write the settings, or name another file"
        case .severalDocuments: "keep one document a file; remove the `---` line"
        case .tooManyValues: "write fewer values; do not nest aliases"
        case .tooDeep: "flatten the settings"
        case .syntax(_, let remedy): remedy
        case .tag: "remove the tag; quote a value to make it text"
        case .undefinedAlias(let name):
            "write `&\(name)` at the value meant, before this line, or quote the value if it begins with `*`"
        case .keyIsNotText: "write a word before the colon"
        case .duplicateKey: "keep one of the two"
        case .missingKey(let name): "add `\(name)`"
        case .missingItem: "add the item"
        case .unknownKey(_, let nearest?, _): "rename it to `\(nearest)` or remove it"
        case .unknownKey(_, nil, let known):
            known.isEmpty ? "remove it" : "remove it; known keys here: \(known.joined(separator: ", "))"
        case .unknownValue(_, _, let allowed): "write one of: \(allowed.joined(separator: ", "))"
        case .wrongKind(_, let expected): "write \(expected)"
        case .invalid(_, let remedy): remedy
        }
    }

    private static func hexadecimal(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
