/// How the minimum of a logistic regression is searched for.
public enum LogisticSolver: String, Codable, CaseIterable, Sendable {
    /// The one that fits the shape and the penalty.
    case automatic
    /// Newton steps with all second derivatives: few columns and not too many rows.
    case newton
    /// A start and second derivatives from samples of the rows, then quasi-Newton steps with exact gradients: many rows.
    case subsampledNewton
    /// Limited-memory BFGS: memory for a few gradients only.
    case lbfgs
    /// Newton steps by conjugate gradients: sparse designs and many columns.
    case truncatedNewton
    /// Newton steps by coordinate descent: a penalty on magnitudes, of dense or sparse rows.
    case coordinateDescent
}
