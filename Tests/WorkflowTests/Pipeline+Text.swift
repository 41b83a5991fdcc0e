import Foundation
import Workflow

extension Pipeline {
    /// Reads a text as the pipeline file of that content is read.
    init(text: String) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        self = try Pipeline(file: path)
    }
}
