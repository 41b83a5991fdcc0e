import Datasets
import Features
import Foundation
import Testing

import Workflow

/// The summary of a frame, held against the frames of every cutoff.
@Suite(.enabled(if: DatabaseExtension.sqlite.isAvailable, "SQLite: run scripts/bootstrap"))
struct FrameOutlineTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "datasets/channels/pipeline.yaml")

    @Test func theOutlineIsThatOfTheFramesOfEveryCutoff() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipeline = try Pipeline(file: Self.file.path)
        let workspace = Workspace(
            registry: folder.path + "/registry", working: folder.path + "/working",
            reports: folder.path + "/reports")
        let outline = try FrameOutline(pipeline, workspace: workspace)
        let room = try DataRoom(pipeline, workspace: workspace)
        let features = try #require(pipeline.settings.features)
        let frames = try room.calendarCutoffs().map { try room.frame(asOf: $0, features: features) }
        #expect(outline.rows == frames.reduce(0) { $0 + $1.rowCount } && outline.rows > 0)
        #expect(outline.columns.map(\.name) == features.names)
        for (index, column) in outline.columns.enumerated() {
            var numbers: [Double] = []
            var texts: [String] = []
            for frame in frames {
                switch frame.columns[index].values {
                case .numbers(let values): numbers += values.filter { !$0.isNaN }
                case .categories(let values): texts += values.compactMap { $0 }
                }
            }
            #expect(column.values == numbers.count + texts.count)
            #expect(column.values + column.missing == outline.rows)
            #expect(column.least == numbers.min() && column.greatest == numbers.max())
            #expect((column.categories ?? 0) == Set(texts).count)
            let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
            #expect(abs((column.mean ?? 0) - mean) <= 1e-9 * max(1, abs(mean)))
        }
    }
}
