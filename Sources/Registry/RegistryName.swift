/// The names a registry admits, so that each is one safe path component on every file system.
enum RegistryName {
    /// The alias that is always the highest number, and never a file.
    static let latest = "latest"

    /// The numbers that versions can have: at most 9 digits.
    static let versions = 1...999_999_999

    /// Models and aliases: `[a-z0-9][a-z0-9._-]{0,63}`.
    static func isValid(_ name: String) -> Bool {
        name.utf8.count <= 64 && fits(name) { $0.isLowercase || $0.isNumber }
    }

    /// Files of a version: `[A-Za-z0-9][A-Za-z0-9._-]{0,127}`.
    static func isValidFile(_ name: String) -> Bool {
        name.utf8.count <= 128 && fits(name) { $0.isLetter || $0.isNumber }
    }

    /// A version's number as its directory is called: decimal, from 1, no leading zero, at most 9 digits.
    static func version(_ name: String) -> Int? {
        guard name.utf8.count <= 9, let number = Int(name), number > 0, String(number) == name else {
            return nil
        }
        return number
    }

    private static func fits(_ name: String, _ isPlain: (Character) -> Bool) -> Bool {
        func isAdmitted(_ character: Character) -> Bool { character.isASCII && isPlain(character) }
        guard let first = name.first, isAdmitted(first) else { return false }
        return name.allSatisfy { isAdmitted($0) || $0 == "." || $0 == "_" || $0 == "-" }
    }
}
