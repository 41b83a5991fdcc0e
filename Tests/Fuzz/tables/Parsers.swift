import Glibc

@testable import Datasets
@testable import Features
@testable import Storage

/// What is read of data files before or after DuckDB, and what is written into its SQL.
let parsers: [Parser] = [
    { bytes in
        // In blocks of the first byte's size, as files are read.
        guard let size = bytes.first, size > 0 else { return }
        let content = Array(bytes.dropFirst())
        var check = EncodingCheck()
        for start in stride(from: 0, to: content.count, by: Int(size)) {
            check.take(content.span.extracting(start..<min(content.count, start + Int(size))))
        }
        check.finish()
        expect((check.fault == nil) == (String(validating: content, as: UTF8.self) != nil), "UTF-8 or not")
        if let fault = check.fault {
            expect(String(validating: content[..<fault], as: UTF8.self) != nil, "UTF-8 before the fault")
        }
    },
    { bytes in
        guard let size = bytes.first, size > 0 else { return }
        let content = Array(bytes.dropFirst())
        func layout(_ size: Int) -> RecordLayout {
            var layout = RecordLayout(delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""))
            for start in stride(from: 0, to: content.count, by: size) {
                layout.take(content.span.extracting(start..<min(content.count, start + size)))
            }
            layout.finish()
            return layout
        }
        let (cut, whole) = (layout(Int(size)), layout(max(1, content.count)))
        let records = Array(1...content.count + 1)
        let lines = cut.lines(of: records)
        expect(cut.blank == whole.blank && lines == whole.lines(of: records), "records in blocks and whole")
        expect(cut.otherEnd?.line == whole.otherEnd?.line, "ends of lines in blocks and whole")
        expect(zip(lines, lines.dropFirst()).allSatisfy(<), "a record on an earlier line than the last")
        expect(zip(records, lines).allSatisfy(<=), "a record on a line before its number")
    },
    { bytes in
        guard bytes.count > 2 else { return }
        let line = Array(bytes.dropFirst(2))
        let values = DelimitedLine.values(of: line, delimiter: bytes[0], quote: bytes[1])
        expect((1...line.count + 1).contains(values.count), "as many values as delimiters, and one")
        if !line.contains(bytes[1]), !line.starts(with: [0xEF, 0xBB, 0xBF]) {
            let plain = line.split(separator: bytes[0], omittingEmptySubsequences: false)
            expect(values == plain.map { text(Array($0)) }, "values without quotation marks")
        }
    },
    { bytes in
        if let version = ContractVersion(text(bytes)) {
            expect(ContractVersion(version.description) == version, "a version, written and read")
        }
        let horizon = try DeclaredHorizon(text(bytes))
        let written = try CanonicalJSON.encode(horizon)
        expect(
            try CanonicalJSON.decode(DeclaredHorizon.self, from: written, file: "written.json") == horizon,
            "a horizon, written and read")
    },
    { bytes in
        let scalars = Array(text(bytes).unicodeScalars)
        for (quoted, mark) in [(text(bytes).sqlLiteral, "'"), (text(bytes).sqlIdentifier, "\"")] {
            var inner = Array(quoted.unicodeScalars.dropFirst().dropLast())
            var index = 0
            while index < inner.count {
                if String(inner[index]) == mark {
                    expect(
                        index + 1 < inner.count && inner[index + 1] == inner[index],
                        "a mark that is not doubled")
                    inner.remove(at: index)
                }
                index += 1
            }
            expect(inner == scalars, "a text, quoted and read")
        }
        if !bytes.contains(0), !bytes.contains(UInt8(ascii: "\\")) {
            expect(
                unsafe fnmatch(text(bytes).pathPattern, text(bytes), 0) == 0,
                "a path and its pattern")
        }
        // A value, quoted and not, in what the database says of a row and of a statement.
        func shown(_ message: String) -> String { DatabaseMessage(text: message).withoutValues }
        let value = text(bytes)
        let conversion = "Conversion Error: Could not convert string '"
        expect(shown("\(conversion)\(value)' to INT64") == "\(conversion)…' to INT64", "a value of a row")
        let line = "Invalid Input Error: CSV Error on Line: 12"
        expect(shown("\(line)\nOriginal Line: \(value)") == line, "a line of a file")
        for message in [value, "Parser Error: \(value)"] {
            let marks = shown(message).unicodeScalars.count { "'\"`".unicodeScalars.contains($0) }
            expect(marks <= 2, "a quoted text that was left")
        }
    },
    { bytes in
        // Texts divided by NUL, by whose numbers a column's rows are told.
        var encoder = TextEncoder()
        let texts = bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        let codes = texts.map { bytes in unsafe bytes.withUnsafeBytes { unsafe encoder.code($0) } }
        let column = encoder.finish(codes + [-1])
        for (code, bytes) in zip(column.codes, texts) {
            expect(column.dictionary[Int(code)] == text(bytes), "a text by its number")
        }
        expect(column.dictionary == column.dictionary.sorted(), "an ascending dictionary")
    },
    { try roundTrip(SourceContract.self, $0) }, { try roundTrip(ImportManifest.self, $0) },
    { try roundTrip(LogManifest.self, $0) }, { try roundTrip(QuarantinedRow.self, $0) },
    { try words(.text, $0) }, { try words(.binary, $0) },
    { try roundTrip(ContractVersion.self, $0) },
]

func isTold(_ error: any Error) -> Bool {
    switch error {
    case let error as FeatureError: !error.problem.isEmpty && !error.remedy.isEmpty
    case StorageError.malformedWordVectors(_, let line, _, _):
        "\(error)".hasPrefix("\(Scratch.path)\(line.map { ":\($0): " } ?? ", byte ")")
            && hasRemedy("\(error)")
    case is StorageError: "\(error)".hasPrefix("fuzz.json") && hasRemedy("\(error)")
    default: false
    }
}

/// Vectors of words: as many numbers as words, and the same words whether they are taken or passed over.
private func words(_ form: WordVectorFile.Form, _ bytes: [UInt8]) throws {
    let file = try WordVectorFile(Scratch.write(bytes), form: form)
    var passed = 0
    let all = try file.read { word in "\(word.count)" }
    let none = try? file.read { _ in
        passed += 1
        return nil
    }
    expect(all.numbers.count == all.words.count * file.dimensions, "a vector a word")
    expect(all.numbers.allSatisfy { $0.isFinite } && all.words.count == file.words, "all numbers, all words")
    expect(none?.digest == all.digest && passed == all.words.count, "a file that is passed over")
}

/// What is read can be written, and reads as the same then.
private func roundTrip<Value: Codable & Equatable>(_ type: Value.Type, _ bytes: [UInt8]) throws {
    let value = try CanonicalJSON.decode(type, from: bytes, file: "fuzz.json")
    let written = try? CanonicalJSON.encode(value)
    let again = try written.map { try CanonicalJSON.decode(type, from: $0, file: "written.json") }
    expect(again == value, "\(type), written and read")
}
