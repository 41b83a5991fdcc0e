internal import FoundationEssentials

/// Files that must not change unasked: `RECORD_GOLDENS=1 swift test` writes them anew.
public enum Golden {
    /// Whether a text is the one that is kept; one that is recorded is.
    ///
    /// - Parameters:
    ///   - name: a file of the folder `Goldens` beside the test's file.
    ///   - test: the test's file.
    /// - Throws: what reading and writing files throws.
    public static func keeps(_ text: String, as name: String, test: String = #filePath) throws -> Bool {
        try keeps(Array(text.utf8), as: name, test: test)
    }

    /// Whether bytes are those that are kept; ones that are recorded are.
    ///
    /// - Parameters:
    ///   - name: a file of the folder `Goldens` beside the test's file.
    ///   - test: the test's file.
    /// - Throws: what reading and writing files throws.
    public static func keeps(_ bytes: [UInt8], as name: String, test: String = #filePath) throws -> Bool {
        let file = URL(filePath: test).deletingLastPathComponent().appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(bytes).write(to: file)
            return true
        }
        return try Array(Data(contentsOf: file)) == bytes
    }
}
