public import Models

/// What a lead wants, by the newest message that is known of it.
public struct IntentOfLead: Codable, Equatable, Sendable {
    /// The intent; nil for "unknown".
    public var name: String?
    /// The likeliest intent, named or not; nil where nothing is known.
    public var likeliest: String?
    /// Its probability.
    public var probability: Double?
    /// The next.
    public var runnerUp: String?
    /// The probability of the next.
    public var runnerUpProbability: Double?
    /// Why no intent is named; nil where one is.
    public var abstention: Abstention?

    /// Why no intent is named.
    public enum Abstention: String, Codable, Sendable, CaseIterable {
        /// There is no message in the window.
        case noMessage
        /// Nothing of the message is known: another script, emoji alone.
        case nothingKnown
        /// The likeliest intent is less likely than the model's threshold.
        case belowThreshold
    }

    /// Says that no intent is named.
    public init(abstention: Abstention) { self.abstention = abstention }

    /// What a model says of a message; nil where there is none.
    ///
    /// - Complexity: as `IntentModel.answer`.
    public init(of message: String?, by model: IntentModel) {
        self.init(abstention: .noMessage)
        guard let message else { return }
        let answer = model.answer(message)
        if answer.abstention == .nothingKnown {
            // What was likely before a word was read is no opinion about this lead.
            abstention = .nothingKnown
            return
        }
        name = answer.intent.map { model.intents[$0] }
        likeliest = model.intents[answer.likeliest]
        probability = answer.probability
        runnerUp = model.intents[answer.runnerUp]
        runnerUpProbability = answer.probabilities[answer.runnerUp]
        abstention = name == nil ? .belowThreshold : nil
    }
}
