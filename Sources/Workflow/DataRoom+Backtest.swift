import Datasets
import Features

extension DataRoom {
    /// The folds of the pipeline's backtest; nil where it has none.
    ///
    /// - Throws: `SettingsError` with file and line for folds that do not fit into the data.
    func backtestPlan(_ data: PreparedData) throws -> BacktestPlan? {
        guard let definition = pipeline.settings.backtest, let plan = data.plan,
            case .events(let result, let planner, _) = contents, let slices = pipeline.settings.slices
        else { return nil }
        let folds = try pipeline.locating {
            try BacktestPlan(
                definition, slices: slices, isCalibrated: try Fitting(pipeline.settings).takesCalibrateSlice,
                planner: planner, plan: plan, log: result.log)
        }
        let first = folds.folds.first?.rows[.train]?.map { folds.cases[$0].cutoff }.max()
        try refuseForesight(after: first, of: "the backtest's first train rows")
        return folds
    }

    /// Features of cases by other definitions, for which this pipeline's frame of them serves where it has them all.
    ///
    /// - Parameter frame: of the same cases, by this pipeline's definitions.
    ///
    /// - Throws: as `FeatureSet.embedding(in:)`.
    func frame(_ cases: [Case], features: FeatureSet?, having frame: FeatureFrame) throws -> FeatureFrame {
        guard let features, let own = pipeline.settings.features else { return frame }
        let isSame =
            features.identity == own.identity
            && features.embedders.allSatisfy { own.embedders[$0.key] == $0.value }
            && features.features.allSatisfy { own.definition(of: $0.name) == $0.definition }
        return isSame ? frame : try self.frame(cases, features: features)
    }

    /// Features of cases, by this pipeline's definitions or others.
    ///
    /// - Throws: as `FeatureSet.embedding(in:)`.
    /// - Precondition: the pipeline has events, not a table.
    /// - Complexity: that of the fold.
    func frame(_ cases: [Case], features: FeatureSet?) throws -> FeatureFrame {
        guard case .events(let result, _, let own) = contents else {
            preconditionFailure("a table has no cases")
        }
        let complete = try (features ?? own).embedding(in: registry)
        return result.log.frame(complete, of: cases.map { (entity: $0.entity, cutoff: $0.cutoff) })
    }
}
