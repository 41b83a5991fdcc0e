import Storage
import TestKit
import Testing

/// A JSON file that was damaged never crashes: it is read, or refused with the file, the line and column or the field,
/// and the remedy.
@Suite struct MutatedJSONTests {
    private struct Shape: Codable {
        var name: String
        var size: Int
        var share: Double
        var parts: [Part]
        var digest: Digest?

        struct Part: Codable {
            var isOpen: Bool
            var label: String?
        }
    }

    private static let text = """
        {
          "name": "caf\\u00e9 \\ud83d\\ude00",
          "size": 12,
          "share": -2.5e-3,
          "parts": [{"isOpen": true, "label": null}, {"isOpen": false, "label": "b"}],
          "digest": "0000000000000000000000000000000000000000000000000000000000000000"
        }
        """

    @Test func everyFailureIsPlaced() {
        var random = SplitMix64(seed: 21)
        var failures = 0
        for run in 0..<3_000 {
            let bytes = random.damaged(Array(Self.text.utf8))
            do throws(StorageError) {
                _ = try CanonicalJSON.decode(Shape.self, from: bytes, file: "shape.json")
            } catch {
                failures += 1
                let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
                switch error {
                case .malformedJSON(let file, let line, let column, let problem):
                    #expect(file == "shape.json" && !problem.isEmpty, "run \(run): \(error)")
                    #expect((1...lines).contains(line) && column >= 1, "run \(run): \(error)")
                    #expect("\(error)".hasPrefix("shape.json:\(line):\(column): "), "run \(run): \(error)")
                case .unexpectedContent(let file, let keyPath, let problem):
                    #expect(
                        file == "shape.json" && !keyPath.isEmpty && !problem.isEmpty, "run \(run): \(error)")
                    #expect("\(error)".hasPrefix("shape.json: `\(keyPath)`: "), "run \(run): \(error)")
                default: Issue.record("run \(run): \(error)")
                }
                #expect("\(error)".hasSuffix("; correct it there, or restore the file from a copy"))
            }
        }
        #expect(failures > 2_000)
    }

    @Test func aNumberBeyondAFloatIsRefused() {
        #expect(
            throws: StorageError.unexpectedContent(
                file: "f.json", keyPath: "[0]",
                problem: "expected a number that a float holds but found a number")
        ) { try CanonicalJSON.decode([Float].self, from: Array("[1e300]".utf8), file: "f.json") }
    }
}
