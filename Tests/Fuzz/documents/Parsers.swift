@testable import Features
@testable import Storage

/// JSON, and the values that are read from it.
let parsers: [Parser] = [
    { try roundTrip(JSONValue.self, $0) }, { try roundTrip(Event.self, $0) },
    { try roundTrip(FeatureSet.self, $0) }, { try roundTrip(FoldState.self, $0) },
    { try roundTrip(Widths.self, $0) },
    { bytes in
        guard let digest = Digest(text(bytes)) else { return }
        expect(digest.description == text(bytes), "a digest, read and written")
    },
]

func isTold(_ error: any Error) -> Bool {
    guard let error = error as? StorageError else { return false }
    let text = "\(error)"
    guard hasRemedy(text) else { return false }
    return switch error {
    case .malformedJSON(let file, let line, let column, _):
        text.hasPrefix("\(file):\(line):\(column): ") && line >= 1 && column >= 1
    case .unexpectedContent(let file, let keyPath, let problem):
        text.hasPrefix("\(file): `\(keyPath)`: ") && !keyPath.isEmpty && !problem.isEmpty
    default: false
    }
}

/// What is read can be written, and reads as the same then.
private func roundTrip<Value: Codable>(_ type: Value.Type, _ bytes: [UInt8]) throws {
    let value = try CanonicalJSON.decode(type, from: bytes, file: "fuzz.json")
    guard let written = try? CanonicalJSON.encode(value),
        let again = try? CanonicalJSON.decode(type, from: written, file: "written.json")
    else { return expect(false, "\(type), read but not written and read again") }
    expect(try CanonicalJSON.encode(again) == written, "\(type), written and read")
}
