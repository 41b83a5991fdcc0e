extension SettingsDocument {
    static let byteLimit = 4 << 20

    static func parse(_ bytes: [UInt8], file: String) throws(SettingsError) -> YAMLNode {
        func failure(_ problem: SettingsProblem, _ mark: YAMLMark) -> SettingsError {
            SettingsError(file: file, line: mark.line, column: mark.column, keyPath: "", problem: problem)
        }
        if bytes.count > byteLimit { throw failure(.tooLarge(limit: byteLimit), .start) }
        try checkCharacters(bytes, failure)
        var builder = YAMLTreeBuilder(file: file)
        // The closure cannot carry a typed error through, so it hands one back.
        let outcome = unsafe bytes.withUnsafeBufferPointer { text -> SettingsError? in
            guard var stream = unsafe YAMLEventStream(over: text) else {
                return failure(.syntax(reason: "out of memory", remedy: "free memory and retry"), .start)
            }
            do throws(SettingsError) {
                while let event = stream.next() { try builder.take(event) }
            } catch {
                return error
            }
            return stream.fault.map { fault in
                let mark = min(fault.mark, end(of: bytes))
                return failure(.syntax(reason: fault.reason, remedy: remedy(at: mark, in: bytes)), mark)
            }
        }
        if let outcome { throw outcome }
        guard let root = builder.root, !root.isNull else { throw failure(.empty, .start) }
        return root
    }

    /// Refuses what is not UTF-8, characters that YAML does not allow, and directives.
    ///
    /// libfyaml itself would stop at a NUL in silence.
    private static func checkCharacters(
        _ bytes: [UInt8], _ failure: (SettingsProblem, YAMLMark) -> SettingsError
    ) throws(SettingsError) {
        var decoder = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var mark = YAMLMark.start
        var isLineStart = true
        while true {
            switch decoder.parseScalar(from: &input) {
            case .emptyInput: return
            case .error: throw failure(.notUTF8, mark)
            case .valid(let encoded):
                let code = Unicode.UTF8.decode(encoded).value
                // YAML 1.2.2, production [1] c-printable.
                let isPrintable =
                    switch code {
                    case 0x09, 0x0A, 0x0D, 0x85, 0x20...0x7E, 0xA0...0xFFFD, 0x10000...: true
                    default: false
                    }
                // Settings need no directives, and libfyaml reads long ones in quadratic time.
                if code == UInt32(UInt8(ascii: "%")), isLineStart { throw failure(.directive, mark) }
                if !isPrintable { throw failure(.forbiddenCharacter(code: code), mark) }
                // A byte order mark may stand before the first line.
                isLineStart = code == 0x0A || code == 0x0D || (isLineStart && code == 0xFEFF)
                mark = code == 0x0A ? YAMLMark(line: mark.line + 1, column: 1) : mark
                if code != 0x0A { mark.column += 1 }
            }
        }
    }

    /// The place behind the last character; libfyaml lets a line follow on a text that ends without a line break.
    private static func end(of bytes: [UInt8]) -> YAMLMark {
        var mark = YAMLMark.start
        for character in String(decoding: bytes, as: UTF8.self) {
            if character.isNewline {
                mark = YAMLMark(line: mark.line + 1, column: 1)
            } else {
                mark.column += character.unicodeScalars.count
            }
        }
        return mark
    }

    /// A tab is the fault most often made and least often seen.
    private static func remedy(at mark: YAMLMark, in bytes: [UInt8]) -> String {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let near = lines.dropFirst(max(0, mark.line - 1)).prefix(2)
        let hasTab = near.contains { line in line.prefix { $0 == 0x20 || $0 == 0x09 }.contains(0x09) }
        return hasTab
            ? "indent with spaces, not with tabs"
            : "check indentation, quotes, brackets and colons on this line and the one before"
    }
}
