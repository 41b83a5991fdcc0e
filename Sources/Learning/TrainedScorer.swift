public import Models

/// A trained model and how its training went.
public struct TrainedScorer: Equatable, Sendable {
    /// The model, without a calibration.
    public var model: LogisticModel
    /// Standard errors, objective and the state of the search; its columns are the model's.
    ///
    /// Its standard errors take every column as given; `standardErrors` leaves out those of columns that are estimates.
    /// Of an ensemble the search is that for its weights, and its state that of the first search that did not converge.
    public var fit: LogisticFit
    /// Columns left out because all training rows have the same value there, by name.
    public var droppedColumns: [String]
    /// The parts of inputs that are read by their evidence, in the order of the inputs.
    public var evidence: [InputEvidence]
    /// The columns that are read by their evidence, and products with them, by index.
    ///
    /// Of what such a column owes to the labels the Hessian knows nothing.
    public var estimatedColumns: Set<Int> = []
    /// The weight of the penalty; nil of an ensemble, whose members have their own.
    public var penalty: Double?
    /// How it was chosen; nil where the settings give it.
    public var strength: StrengthChoice?
    /// The members and their weights; nil of a single model.
    public var ensemble: EnsembleFit?

    /// The standard error of each column's coefficient; shape (columns); nil of columns that are estimates, and of all where the
    /// fit has none.
    public var standardErrors: [Double?] {
        model.columns.indices.map { column in
            estimatedColumns.contains(column) ? nil : fit.standardErrors?[column]
        }
    }
}
