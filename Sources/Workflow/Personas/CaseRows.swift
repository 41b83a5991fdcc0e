import Datasets
import Features
import Learning
import LinearAlgebra
import Models
import Personas

/// A slice with each lead once: its last case.
struct CaseRows {
    let frame: FeatureFrame
    let labels: [Bool]

    /// Who is asked about, and when.
    var questions: [CaseQuestion] {
        zip(frame.entities, frame.cutoffs).map { CaseQuestion(entity: $0, cutoff: $1) }
    }

    init(_ all: TimeSlicedFrame, slice: SliceName) {
        var last: [EntityKey: Int] = [:]
        // Rows are by cutoff.
        for row in all.indices(of: slice) { last[all.features.entities[row]] = row }
        let rows = all.rows(last.values.sorted())
        frame = rows.features
        labels = rows.labels
    }

    /// A frame that has each lead once, without outcomes.
    init(_ frame: FeatureFrame) {
        self.frame = frame
        labels = []
    }

    /// The standardized columns of each row; zeros where directions are compared and a row has none.
    ///
    /// - Throws: `LearningError.missingInput` where the frame lacks a column.
    func rows(by clusters: PersonaClusters) throws -> [[Double]] {
        let slots = try clusters.encoder.rows(of: frame)
        let inputs = clusters.encoder.inputs.indices
        return (0..<frame.rowCount).map { row in
            clusters.columns(of: inputs.map { slots[row, $0] })
                ?? [Double](repeating: 0, count: clusters.model.columns)
        }
    }
}
