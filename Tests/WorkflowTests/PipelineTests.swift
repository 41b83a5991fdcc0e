import Foundation
import Settings
import Testing
import Workflow

struct PipelineTests {
    /// A source of visits up to its events; more fields may follow.
    static let head = """
        version: 1
        name: sample
        title: Will it?
        data: {provenance: simulated, description: made up, zone: UTC}
        unit: lead
        sources:
          visits:
            version: 1
            file: visits.csv
            format: {type: csv, delimiter: ",", header: 1}
            history: full
            fields:
              id: {type: key, namespace: lead, purpose: identity}
              day: {type: date, purpose: time}
        """

    /// Cutoffs at the beginnings of months, and their slices.
    static let months = """
        cutoffs:
          calendar: {from: 2026-01-01, to: 2026-06-01, every: month}
        slices:
          train: {from: 2026-01-01, to: 2026-02-01}
          calibrate: {from: 2026-03-01, to: 2026-03-01}
          test: {from: 2026-05-01, to: 2026-06-01}
        """

    static let yaml = """
        \(head)
            events:
              - {kind: visit, subject: id, channel: web, occurredAt: day, recordedAt: assumed occurredAt + 0d}
        label: {version: 1, name: again, outcome: {kind: visit}, window: 30d, from: cutoff}
        \(months)
        features:
          visits: {kind: count, of: visit}
        rules:
          visits: {feature: visits}
        """

    /// The texts of a source are no keys of settings, and none of the messages' business.
    @Test(arguments: [
        (
            "won: won\nA. Meier (deal): [a, b]\n",
            "2:1: an entry of the dictionary: found a list, expected text"
        ),
        ("won: {won: won}\n", "1:1: an entry of the dictionary: found a mapping, expected text"),
        ("won\n", "1:1: found the text `won`, expected a mapping"),
    ])
    func aFaultOfADictionaryIsToldByItsLine(words: String, problem: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try words.write(toFile: folder + "/words.yaml", atomically: true, encoding: .utf8)
        let text = Self.yaml.replacing(
            "    fields:\n", with: "    map: {id: {file: words.yaml}}\n    fields:\n")
        try text.write(toFile: folder + "/pipeline.yaml", atomically: true, encoding: .utf8)
        let error = try #require(throws: (any Error).self) { try Pipeline(file: folder + "/pipeline.yaml") }
        #expect("\(error)".hasPrefix("\(folder)/words.yaml:\(problem); remedy: write "), "\(error)")
    }

    @Test func readsACompleteFile() throws {
        let pipeline = try Pipeline(text: Self.yaml)
        #expect(pipeline.name == "sample")
        #expect(!pipeline.isTable)
    }

    @Test(arguments: [
        ("recordedAt:", "recrodedAt:", ":16:", "did you mean `recordedAt`?"),
        (
            "outcome: {kind: visit}", "outcome: {kind: visti}", ":17:",
            "no source makes an event of kind 'visti'"
        ),
        ("of: visit}", "of: vist}", ":25:", "vist"),
        ("{feature: visits}", "{feature: visit}", ":27:", "there is no feature 'visit' that is a number"),
        ("{feature: visits}", "{feature: visits, plus: 3}", ":27:", "`plus` belongs to a ratio"),
        ("name: sample", "name: Sample", ":2:", "a model's name"),
        ("version: 1\nname", "version: 2\nname", ":1:", "version 1"),
        ("label:", "lable:", ":17:", "lable"),
    ])
    func namesFileLineAndRemedy(part: String, replacement: String, place: String, message: String) throws {
        let text = Self.yaml.replacing(part, with: replacement, maxReplacements: 1)
        #expect(text != Self.yaml)
        let error = try #require(throws: SettingsError.self) { try Pipeline(text: text) }
        #expect("\(error)".contains(place), "\(error)")
        #expect("\(error)".contains(message), "\(error)")
        #expect("\(error)".contains("remedy: "))
    }
}
