import FoundationEssentials
import Testing

/// Files that must not change unasked: `RECORD_GOLDENS=1 swift test` writes them anew.
enum Golden {
    static func expect(
        _ bytes: [UInt8], equals name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(bytes).write(to: file)
            return
        }
        #expect(
            try Array(Data(contentsOf: file)) == bytes, "\(name) has changed", sourceLocation: sourceLocation)
    }
}
