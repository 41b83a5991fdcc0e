import Datasets
import Features
import Storage
import Testing

@testable import Workflow

/// A scorer that has seen answers of a slice is not measured on it.
@Suite struct SliceOverlapTests {
    /// A lineage with what an overlap is told by.
    private func lineage(
        until: String? = nil, refitUntil: String? = nil, settings: String = "{}", digest: Int = 1,
        slices: [(name: String, from: String, to: String)] = []
    ) throws -> Lineage {
        func slice(_ one: (name: String, from: String, to: String)) -> String {
            """
            {"name": "\(one.name)", "from": "\(one.from)", "to": "\(one.to)", "rows": 1, "entities": 1,
             "positives": 1, "immature": 0, "purged": 0}
            """
        }
        let optimizer = #"{"state": "converged", "iterations": 1, "gradientNorm": 0}"#
        let zero = Digest.zero.description
        let refit = refitUntil.map {
            """
            {"evaluatedDigest": "\(zero)", "servedDigest": "\(zero)", "fittedUntil": "\($0)", "slices": [],
             "coefficients": [], "optimizer": \(optimizer)}
            """
        }
        let text = """
            {"formatVersion": 1, "program": "p", "settings": \(settings),
             "sources": [{"name": "table", "file": "f", "sha256": "\(Digest(of: [UInt8(digest)]))", "read": 1,
              "accepted": 1, "quarantined": 0, "duplicate": 0}],
             "slices": [\(slices.map(slice).joined(separator: ", "))],
             "fittedUntil": \(until.map { "\"\($0)\"" } ?? "null"), "fittedOn": {}, "penalty": 1,
             "assumptions": [], "coefficients": [], "optimizer": \(optimizer), "droppedColumns": [],
             "exploratory": false, "refit": \(refit ?? "null")}
            """
        return try CanonicalJSON.decode(Lineage.self, from: Array(text.utf8), file: "lineage.json")
    }

    private let first = Instant(year: 2025, month: 1, day: 1)

    @Test func anAnswerAtTheFirstCutoffIsNoOverlap() throws {
        let candidate = try lineage()
        func reason(_ until: String) throws -> String? {
            SliceOverlap(lineage: try lineage(until: until), choice: .served).reason(
                onSliceOf: candidate, first: first)
        }
        #expect(try reason("2024-12-01T00:00:00Z") == nil)
        #expect(try reason("2025-01-01T00:00:00Z") == nil)
        #expect(try reason("2025-01-01T00:00:00.000001Z")?.contains("fitted on answers until") == true)
    }

    @Test func aRefitCountsForWhatIsServed() throws {
        let incumbent = try lineage(until: "2024-06-01T00:00:00Z", refitUntil: "2025-03-01T00:00:00Z")
        let served = SliceOverlap(lineage: incumbent, choice: .served)
        #expect(
            served.reason(onSliceOf: try lineage(), first: first)?.contains("`incumbent_evaluated`") == true)
        let evaluated = SliceOverlap(lineage: incumbent, choice: .evaluated)
        #expect(evaluated.reason(onSliceOf: try lineage(), first: first) == nil)
    }

    /// A lineage from before the instant was kept: the last cutoff, two days and the whole window.
    @Test func anOlderLineageIsTakenAtItsWorst() throws {
        let label =
            #"{"label": {"version": 1, "name": "l", "outcome": {"kind": "k"}, "window": "30d", "from": "cutoff"}}"#
        func reason(_ to: String) throws -> String? {
            let older = try lineage(settings: label, slices: [("train", "2024-01-01", to)])
            return SliceOverlap(lineage: older, choice: .served).reason(
                onSliceOf: try lineage(), first: first)
        }
        #expect(try reason("2024-11-30") == nil)
        #expect(try reason("2024-12-01") != nil)
        let unknown = SliceOverlap(lineage: try lineage(), choice: .served)
        #expect(unknown.reason(onSliceOf: try lineage(), first: first)?.contains("does not say") == true)
    }

    @Test func aTableIsComparedRowByRowOfOneFile() throws {
        let settings = #"{"table": {"order": "rows", "format": {"type": "csv"}}}"#
        let candidate = try lineage(settings: settings, slices: [("train", "1", "8"), ("test", "9", "12")])
        func reason(to: String, settings: String, digest: Int = 1) throws -> String? {
            let incumbent = try lineage(
                settings: settings, digest: digest, slices: [("train", "1", "7"), ("calibrate", "8", to)])
            return SliceOverlap(lineage: incumbent, choice: .served).reason(onSliceOf: candidate, first: nil)
        }
        #expect(try reason(to: "8", settings: settings) == nil)
        #expect(try reason(to: "9", settings: settings)?.contains("rows of the slice") == true)
        #expect(try reason(to: "10", settings: settings) != nil, "rows are numbers, not texts")
        #expect(try reason(to: "8", settings: settings, digest: 2)?.contains("another table") == true)
        let other = settings.replacing("rows", with: "dates")
        #expect(try reason(to: "8", settings: other)?.contains("another table") == true)
    }
}
