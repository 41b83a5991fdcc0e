/// The rules of the house, each from files to what breaks it.
enum Rules {
    static let sizeLimit = 16 * 1024

    /// A target imports only what its row of the manifest declares.
    static func undeclaredImports(in files: [SourceFile], _ manifest: Manifest) -> [Violation] {
        files.flatMap { file in
            let uses = manifest.targets.first { $0.name == file.target }?.uses ?? []
            return file.imports.filter { manifest.layer(of: $0.module) != nil && !uses.contains($0.module) }
                .map {
                    Violation(
                        path: file.path, line: $0.line,
                        what: "`\(file.target)` does not declare `\($0.module)`")
                }
        }
    }

    /// Edges lead to strictly lower layers.
    static func risingEdges(_ manifest: Manifest) -> [String] {
        manifest.targets.flatMap { target in
            target.uses.sorted().compactMap { name in
                guard let layer = manifest.layer(of: name) else {
                    return "\(target.name) uses `\(name)`, which is nowhere"
                }
                return layer < target.layer ? nil : "\(target.name) (\(target.layer)) uses \(name) (\(layer))"
            }
        }
    }

    /// Each C module with the targets that import it, where that is not exactly one.
    static func sharedOrIdleCModules(in files: [SourceFile], _ manifest: Manifest) -> [String] {
        let imports = files.map { (target: $0.target, modules: Set($0.imports.map(\.module))) }
        return manifest.cModules.sorted().compactMap { module in
            let owners = Set(imports.filter { $0.modules.contains(module) }.map(\.target))
            return owners.count == 1 ? nil : "\(module): \(owners.sorted())"
        }
    }

    /// `@unchecked Sendable` tells its reason behind `//` on its line or on the line above.
    static func silentUncheckedSendable(in file: SourceFile) -> [Violation] {
        let lines = file.lines
        return lines.compactMap { number, line in
            guard let mark = line.firstRange(of: "@unchecked Sendable"),
                !line[..<mark.lowerBound].contains("//")
            else { return nil }
            let above = number > 1 ? lines[number - 2].text.drop { $0 == " " } : ""
            let isReasoned =
                hasReason(line[mark.upperBound...]) || (above.hasPrefix("//") && hasReason(above))
            return isReasoned
                ? nil
                : Violation(path: file.path, line: number, what: "`@unchecked Sendable` without a reason")
        }
    }

    /// A documentation comment says what a type is for, not why it is safe.
    private static func hasReason(_ text: Substring) -> Bool {
        guard let comment = text.firstRange(of: "//") else { return false }
        let reason = text[comment.upperBound...]
        return !reason.hasPrefix("/") && reason.contains { $0.isLetter }
    }

    /// Files stay small.
    static func largeFiles(_ files: [SourceFile]) -> [Violation] {
        files.filter { $0.text.utf8.count > sizeLimit }
            .map { Violation(path: $0.path, line: 1, what: "\($0.text.utf8.count) bytes, over \(sizeLimit)") }
    }

    /// A file declares one type at most; what belongs to it alone is nested in it or an extension.
    static func furtherTypes(in file: SourceFile) -> [Violation] {
        let modifiers = ["public", "package", "internal", "fileprivate", "private", "final", "indirect"]
        let kinds = ["struct", "enum", "class", "protocol", "actor"]
        // What is nested is indented.
        let types = file.lines.compactMap { number, line -> (line: Int, name: Substring)? in
            let words = line.split(separator: " ").drop {
                $0.hasPrefix("@") || modifiers.contains(String($0))
            }
            guard let kind = words.first, kinds.contains(String(kind)), line.first != " ",
                let name = words.dropFirst().first
            else { return nil }
            return (number, name.prefix { $0.isLetter || $0.isNumber })
        }
        return types.dropFirst().map {
            Violation(path: file.path, line: $0.line, what: "`\($0.name)` belongs in a file of its own")
        }
    }

    /// No unfinished work.
    static func unfinishedWork(in file: SourceFile) -> [Violation] {
        file.lines.filter { $0.text.contains(/\b(TODO|FIXME)\b|fatalError\("un/) }
            .map { Violation(path: file.path, line: $0.number, what: "unfinished work") }
    }

    /// No path of one person's machine.
    static func machinePaths(in file: SourceFile) -> [Violation] {
        file.lines.filter {
            $0.text.utf8.contains(UInt8(ascii: "/"))
                && $0.text.contains(/(?:^|[^\w.\-])\/(?:root|home|Users)\//)
        }
        .map { Violation(path: file.path, line: $0.number, what: "a path of one machine") }
    }
}
