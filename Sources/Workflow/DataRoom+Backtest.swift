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
        return try pipeline.locating {
            try BacktestPlan(
                definition, slices: slices, isCalibrated: try Fitting(pipeline.settings).takesCalibrateSlice,
                planner: planner, plan: plan, log: result.log)
        }
    }

    /// Features of cases by other definitions, for which this pipeline's frame of them serves where it has them all.
    ///
    /// - Parameter frame: of the same cases, by this pipeline's definitions.
    func frame(_ cases: [Case], features: FeatureSet?, having frame: FeatureFrame) -> FeatureFrame {
        guard let features, let own = pipeline.settings.features else { return frame }
        let isSame =
            features.identity == own.identity
            && features.features.allSatisfy { own.definition(of: $0.name) == $0.definition }
        return isSame ? frame : self.frame(cases, features: features)
    }

    /// Features of cases, by this pipeline's definitions or others.
    ///
    /// - Precondition: the pipeline has events, not a table.
    /// - Complexity: that of the fold.
    func frame(_ cases: [Case], features: FeatureSet?) -> FeatureFrame {
        guard case .events(let result, _, let own) = contents else {
            preconditionFailure("a table has no cases")
        }
        return result.log.frame(features ?? own, of: cases.map { (entity: $0.entity, cutoff: $0.cutoff) })
    }
}
