import Datasets
import Evaluation
import Features
import Learning
import Models
import Registry
import Scoring
import Storage

/// A registered version's scorer on the rows of a candidate's test slice: what comparisons with it rest on.
struct RescoredVersion {
    let version: Int
    let digest: Digest
    /// Shape (slice rows).
    let scores: [Double]
    /// The metric rows of these scores, without intervals worth having: only the values are compared.
    let rows: [MetricRow]

    /// Scores the slice anew.
    ///
    /// - Throws: `WorkflowError.refused` where the scorer has seen answers of the slice, or an input is not there.
    init(_ verified: VerifiedVersion, _ choice: ScorerChoice, on slice: ComparisonSlice) throws {
        version = verified.version
        digest = verified.digest
        func refused(_ what: String) -> WorkflowError {
            .refused(what: "version \(verified.version): \(what)", remedy: "compare with another version")
        }
        let overlap = SliceOverlap(lineage: try verified.lineage(), choice: choice)
        if let reason = overlap.reason(onSliceOf: slice.lineage, first: slice.first) { throw refused(reason) }
        let package = try verified.package(choice)
        let pipeline = slice.room.pipeline
        if package.unit != (pipeline.isTable ? "row" : pipeline.settings.unit) {
            throw refused("it scores another unit than `\(pipeline.settings.unit)`")
        }
        let frame: FeatureFrame
        do {
            frame = try slice.frame(package.features)
            scores = try package.model.scores(of: frame).map(\.probability.value)
        } catch WorkflowError.refused(let what, _) {
            throw refused(what)
        } catch let error as LearningError {
            throw refused("\(error)")
        }
        // An input without any value would handicap the version, and let anything pass beside it.
        for input in Set(package.model.columns.map(\.input)).sorted() {
            let name = package.model.inputs[input].name
            if frame.column(name)?.isEmpty ?? true {
                throw refused("its input `\(name)` has no value in any row of the slice")
            }
        }
        rows = try slice.evaluator.values(of: scores, on: slice)
    }
}

extension FeatureColumn {
    /// Whether every row is missing.
    fileprivate var isEmpty: Bool {
        switch values {
        case .numbers(let numbers): numbers.allSatisfy(\.isNaN)
        case .categories(let categories): categories.allSatisfy { $0 == nil }
        }
    }
}
