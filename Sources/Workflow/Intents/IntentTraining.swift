public import Evaluation
public import Learning
import Models

/// How intents were learned, and how far to trust them.
public struct IntentTraining: Codable, Equatable, Sendable {
    /// The column of texts.
    public var text: String
    /// The column of intents.
    public var label: String
    /// The column of times; nil where rows were dealt into folds, or none held out.
    public var time: String?
    /// Rows that were read.
    public var rows: Int
    /// Rows without a text, which were left out.
    public var withoutText: Int
    /// Rows with a text and no intent, which were left out.
    public var withoutLabel: Int
    /// Rows with both of whose text nothing is known, which were not learned from.
    public var nothingKnown: Int
    /// The intents by name.
    public var intents: [Intent]
    /// How it was learned.
    public var settings: IntentSettings
    /// Numbers that a text becomes.
    public var columns: Int
    /// The weight of the penalty.
    public var strength: Double
    /// The strengths that were tried, the strongest first.
    public var candidates: [IntentFit.Candidate]
    /// How the search for the coefficients ended.
    public var state: LogisticFit.State
    /// Its steps.
    public var iterations: Int
    /// What margins are divided by.
    public var temperature: Double
    /// The probability below which no intent is named.
    public var threshold: Double
    /// What was said of rows that had not been learned from; nil where none were held out.
    public var heldOut: HeldOut?

    /// One intent.
    public struct Intent: Codable, Equatable, Sendable {
        /// Its name.
        public var name: String
        /// Rows that it was learned from.
        public var rows: Int
    }

    /// Rows that were judged by fits that had not seen them.
    public struct HeldOut: Codable, Equatable, Sendable {
        /// The mean log loss before the temperature.
        public var logLossBefore: Double?
        /// The expected calibration error before the temperature.
        public var expectedCalibrationErrorBefore: Double
        /// Rows of whose text nothing was known.
        public var nothingKnown: Int
        /// How good the answers are with temperature and threshold.
        public var answers: ClassEvaluation
    }

    init(
        _ fit: IntentFit, of messages: LabelledMessages, text: String, label: String, time: String?,
        _ settings: IntentSettings
    ) {
        self.text = text
        self.label = label
        self.time = time
        rows = messages.rows
        withoutText = messages.withoutText
        withoutLabel = messages.withoutLabel
        nothingKnown = fit.nothingKnown
        intents = zip(messages.intents, messages.counts).map(Intent.init)
        self.settings = settings
        columns = fit.model.features.columnCount
        strength = fit.strength
        candidates = fit.candidates
        state = fit.state
        iterations = fit.iterations
        temperature = fit.model.temperature
        threshold = fit.model.threshold
        heldOut = fit.heldOut.map {
            HeldOut(
                $0, labels: messages.labels, temperature: fit.model.temperature, fit.model.threshold,
                messages.intents)
        }
    }
}

extension IntentTraining.HeldOut {
    fileprivate init(
        _ rows: IntentFit.HeldOut, labels: [Int], temperature: Double, _ threshold: Double,
        _ intents: [String]
    ) {
        func evaluation(_ temperature: Double) -> ClassEvaluation {
            ClassEvaluation(
                rows.rows.indices.map { place in
                    let probabilities = rows.probabilities(
                        place, classes: intents.count, temperature: temperature)
                    let likeliest = IntentFit.HeldOut.likeliest(of: probabilities)
                    let label = rows.areSeen[place] ? labels[rows.rows[place]] : nil
                    return ClassAnswer(
                        label: label, likeliest: likeliest.index, probability: likeliest.probability,
                        ownProbability: label.map { probabilities[$0] } ?? 0,
                        isNamed: rows.areKnown[place] && likeliest.probability >= threshold)
                }, names: intents)
        }
        let before = evaluation(1)
        logLossBefore = before.logLoss
        expectedCalibrationErrorBefore = before.expectedCalibrationError
        nothingKnown = rows.areKnown.count { !$0 }
        answers = evaluation(temperature)
    }
}
