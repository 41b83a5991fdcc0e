import Foundation
import Settings
import TestKit
import Testing
import Workflow

/// A pipeline file that was damaged never crashes: it is read, or refused with file, line, column, key and remedy.
struct MutatedPipelineTests {
    static let table = """
        version: 1
        name: calls
        title: Will the client say yes in this call?
        data: {provenance: simulated, description: drawn by a test, zone: UTC}
        unit: call
        table:
          version: 1
          file: calls.csv
          format: {type: csv, delimiter: ",", header: 1}
          order: rows
          label: {field: answer, positive: "yes"}
          fields:
            age: {type: number, purpose: feature, known: asOf}
            answer: {type: text, purpose: label, known: afterOutcome, allowed: ["yes", "no"], nulls: refuse}
          slices: {train: 0.6, calibrate: 0.1, test: 0.3}
        model: {penalty: 1.0, seed: 1}
        calibration: {method: platt}
        gates:
          - {metric: auroc, valueThreshold: {lowerBound: 0.5}}
        """

    @Test(arguments: [PipelineTests.yaml, MutatedPipelineTests.table])
    func everyFailureIsPlaced(text: String) throws {
        var random = SplitMix64(seed: 11)
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var failures = 0
        for run in 0..<1_500 {
            let bytes = random.damaged(Array(text.utf8))
            try Data(bytes).write(to: URL(filePath: path))
            do throws(SettingsError) {
                _ = try Pipeline(file: path)
            } catch {
                failures += 1
                // Carriage returns and YAML's other breaks count, too.
                let lines = 1 + String(decoding: bytes, as: UTF8.self).count { $0.isNewline }
                let line = try #require(error.line, "run \(run): \(error)")
                let column = try #require(error.column, "run \(run): \(error)")
                #expect(
                    error.file == path && (1...lines).contains(line) && column >= 1, "run \(run): \(error)")
                #expect(error.description.hasPrefix("\(path):\(line):\(column): "), "run \(run): \(error)")
                #expect(namesField(error), "run \(run): \(error)")
                #expect(!error.problem.text.isEmpty && !error.problem.remedy.isEmpty, "run \(run): \(error)")
            }
        }
        #expect(failures > 1_000)
    }

    /// Whether the key is named where one is at fault; what is no YAML has none.
    private func namesField(_ error: SettingsError) -> Bool {
        switch error.problem {
        // The whole document has no key.
        case .wrongKind: !error.keyPath.isEmpty || error.line == 1 && error.column == 1
        case .unknownKey, .unknownValue: !error.keyPath.isEmpty
        case .missingKey(let name): !name.isEmpty
        case .invalid(let reason, _): !error.keyPath.isEmpty || reason.contains("`")
        default: true
        }
    }
}
