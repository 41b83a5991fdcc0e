/// A registry on another machine, read over SSH: `ssh://[user@]host[:port]/path`.
///
/// How the machine is reached beyond that, with which key and which host key, is OpenSSH's to know (`~/.ssh/config`).
public struct RemoteRegistry: Hashable, Sendable {
    private static let scheme = "ssh://"
    // A machine that does not answer, or that goes away, is given up.
    private static let options = [
        "BatchMode=yes", "ConnectTimeout=10", "ServerAliveInterval=15", "ServerAliveCountMax=3",
    ]

    private let user: String?
    private let host: String
    private let port: Int?
    private let path: String

    /// Whether a text means a registry on another machine.
    public static func isAddress(_ text: String) -> Bool { text.hasPrefix(scheme) }

    /// Reads an address.
    ///
    /// What is admitted can be taken neither for an option of a program nor for anything but itself by a shell, whichever the
    /// other machine has.
    /// - Throws: `invalidAddress`.
    public init(_ text: String) throws(RegistryError) {
        guard text.hasPrefix(Self.scheme) else {
            throw .invalidAddress(problem: "it does not begin with ssh://")
        }
        let rest = text.dropFirst(Self.scheme.count)
        guard let slash = rest.firstIndex(of: "/") else {
            throw .invalidAddress(problem: "it has no path")
        }
        var place = rest[..<slash]
        user = place.lastIndex(of: "@").map { String(place[..<$0]) }
        if let at = place.lastIndex(of: "@") { place = place[place.index(after: at)...] }
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            host = String(place[place.index(after: place.startIndex)..<end])
            place = place[place.index(after: end)...]
            guard Self.isMade(host, of: ":.", Self.isHexadecimal) else {
                throw .invalidAddress(problem: "what stands in brackets is no IPv6 address")
            }
        } else {
            let end = place.firstIndex(of: ":") ?? place.endIndex
            host = String(place[..<end])
            place = place[end...]
            guard Self.isMade(host, of: ".-_", Self.isPlain), host.first.map(Self.isPlain) == true else {
                throw .invalidAddress(problem: "its host is not a name of letters, digits, `.`, `-` and `_`")
            }
        }
        let number = Int(place.dropFirst())
        guard place.isEmpty || place.hasPrefix(":") && number.map({ 1...65535 ~= $0 }) == true else {
            throw .invalidAddress(problem: "its port is not a number from 1 to 65535")
        }
        port = place.isEmpty ? nil : number
        if let user {
            guard Self.isMade(user, of: ".-_", Self.isPlain),
                user.first.map({ $0 != "-" && $0 != "." }) == true
            else {
                throw .invalidAddress(problem: "its user is not a name of letters, digits, `.`, `-` and `_`")
            }
        }
        path = String(rest[slash...])
        guard Self.isMade(path, of: "/._-+@=,: ", Self.isPlain), path != "/" else {
            throw .invalidAddress(
                problem: "its path has something else than letters, digits, spaces and `/._-+@=,:`")
        }
    }

    /// The program and the arguments that write a model of the registry to the output, as a tar archive.
    func command(for model: String, program: String) -> [String] {
        var words = [program]
        for option in Self.options { words += ["-o", option] }
        if let port { words += ["-p", String(port)] }
        if let user { words += ["-l", user] }
        return words + ["--", host, "tar -C '\(path)' -cf - 'models/\(model)'"]
    }

    private static func isMade(
        _ text: String, of others: String, _ isAdmitted: (Character) -> Bool
    ) -> Bool {
        !text.isEmpty && text.allSatisfy { isAdmitted($0) || others.contains($0) }
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    private static func isHexadecimal(_ character: Character) -> Bool {
        character.isASCII && character.isHexDigit
    }
}
