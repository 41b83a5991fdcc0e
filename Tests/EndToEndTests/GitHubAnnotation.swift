/// A workflow command as a GitHub runner reads it.
///
/// Source: the runner's `ActionCommand`: properties end at the first `,`, the command at the first `::`.
struct GitHubAnnotation {
    var level: String
    var properties: [String: String]
    var message: String

    /// The annotations among lines of output.
    static func all(in output: String) -> [GitHubAnnotation] {
        output.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
            let command = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
            let parts = command.split(separator: " ", maxSplits: 1)
            var properties: [String: String] = [:]
            for property in parts.dropFirst().first?.split(separator: ",") ?? [] {
                let pair = property.split(separator: "=", maxSplits: 1).map(String.init)
                if pair.count == 2 { properties[pair[0]] = plain(pair[1], isProperty: true) }
            }
            return GitHubAnnotation(
                level: String(parts.first ?? ""), properties: properties,
                message: plain(String(line[end.upperBound...]), isProperty: false))
        }
    }

    private static func plain(_ text: String, isProperty: Bool) -> String {
        var plain = text
        let own = isProperty ? [("%3A", ":"), ("%2C", ",")] : []
        for (escape, character) in own + [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")] {
            plain = plain.replacing(escape, with: character)
        }
        return plain
    }
}
