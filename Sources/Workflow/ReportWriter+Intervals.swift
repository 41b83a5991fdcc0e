import Evaluation

extension ReportWriter {
    /// What the intervals rest on, and what they do not hold.
    var intervalLimits: [String] {
        var limits: [String] = []
        let test = lineage.slices.first { $0.name == "test" }
        let repeats = test.map { $0.entities < $0.rows } ?? false
        if let test, repeats {
            limits.append(
                "The test slice asks about \(Figures.count(test.entities)) entities \(Figures.count(test.rows)) times."
            )
        }
        if let cluster = document.cluster {
            if repeats || cluster != "entity" {
                limits.append(
                    "What one \(cluster) has in common is not independent: intervals go by \(cluster).")
            }
        } else if repeats {
            limits.append("Intervals treat rows as independent and are too narrow where an entity repeats.")
        }
        if let backtest = document.backtest {
            limits.append(
                "The interval of the mean over \(backtest.folds.count) folds takes their models as they are: what other train rows would have changed is not in it."
            )
        }
        limits.append("Each interval is of its figure alone: of many, one in twenty is expected to miss.")
        return limits
    }
}
