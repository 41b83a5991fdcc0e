/// The lead that single leads are explained against: what is usual among the rows of the fit.
public struct ReportReferenceLead: Equatable, Sendable {
    /// What is known of it, input by input, in words.
    public var inputs: [ReportFact]
    /// Its calibrated logit by the served scorer.
    public var logit: Double
    /// Its calibrated probability by the served scorer.
    public var probability: Double

    /// Creates a lead.
    public init(inputs: [ReportFact], logit: Double, probability: Double) {
        self.inputs = inputs
        self.logit = logit
        self.probability = probability
    }
}
