import FoundationEssentials
import Testing

/// Files that must not change unasked: `RECORD_GOLDENS=1 swift test` writes them anew.
enum Golden {
    static func expect(
        _ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == kept, "\(name) has changed", sourceLocation: sourceLocation)
    }
}
