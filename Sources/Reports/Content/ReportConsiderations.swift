/// Who a model is for and how it may be used: sentences of the model card.
public struct ReportConsiderations: Equatable, Sendable {
    /// Who uses it.
    public var users: [String]
    /// What for.
    public var useCases: [String]
    /// What was given up for what.
    public var tradeoffs: [String]
    /// Whom it may harm, and what was done about it.
    public var ethicalConsiderations: [String]

    /// Creates considerations; what is left out is empty.
    public init(
        users: [String] = [], useCases: [String] = [], tradeoffs: [String] = [],
        ethicalConsiderations: [String] = []
    ) {
        self.users = users
        self.useCases = useCases
        self.tradeoffs = tradeoffs
        self.ethicalConsiderations = ethicalConsiderations
    }
}
