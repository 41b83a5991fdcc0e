import Datasets
import Evaluation
public import Learning
public import Models

/// What `leadline intent` writes: what answers messages, and how far to trust it.
public struct IntentDocument: StoredDocument, Equatable, Sendable {
    /// The format that this program reads and writes.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// How it was learned.
    public var training: IntentTraining
    /// Answers messages.
    public var model: IntentModel

    /// Learns from a table of messages.
    ///
    /// Rows without a text or a label are left out, and counted.
    ///
    /// - Parameters:
    ///   - path: `.parquet` or `.csv`.
    ///   - text: the column of texts.
    ///   - label: that of intents.
    ///   - time: that of times, whose latest rows are held out; nil deals rows into folds.
    ///   - settings: how to learn.
    ///   - concurrency: threads at most; nil takes one a processor.
    ///   - progress: told what is done next.
    /// - Throws: `DatasetError`, `ConfigurationError`, `LearningError`, and `WorkflowError` for an intent that cannot be held out.
    public static func learning(
        from path: String, text: String, label: String, time: String? = nil, settings: IntentSettings,
        concurrency: Int? = nil, progress: (String) -> Void = { _ in }
    ) throws -> IntentDocument {
        let learner = try IntentLearning(settings, concurrency: concurrency)
        progress("reading \(path)")
        let table = try MessageTable(path, text: text, label: label, time: time)
        let labels = table.labels ?? []
        var messages = LabelledMessages()
        for (row, text) in table.texts.enumerated() {
            messages.add(text, labels[row], time: table.times?[row])
        }
        messages.number()
        guard !messages.texts.isEmpty else {
            throw WorkflowError.unusable(
                what: "\(path): no row has both a text in '\(text)' and an intent in '\(label)'",
                remedy: "name the columns of texts and of intents")
        }
        guard messages.intents.count <= IntentModel.mostIntents else {
            throw WorkflowError.unusable(
                what:
                    "'\(label)' has \(messages.intents.count) different values, and \(IntentModel.mostIntents) intents are the most",
                remedy: "name the column of intents")
        }
        let fit: IntentFit
        do {
            fit = try learner.fit(
                messages.texts, labels: messages.labels, intents: messages.intents,
                times: time == nil ? nil : messages.times, progress: progress)
        } catch {
            throw messages.explained(error)
        }
        return IntentDocument(
            training: IntentTraining(fit, of: messages, text: text, label: label, time: time, settings),
            model: fit.model)
    }

    /// What the model says of other messages.
    ///
    /// - Parameters:
    ///   - text: the column of texts; nil takes the one that was learned from.
    ///   - label: the column of intents to judge by; nil for none.
    ///   - reasons: grams that are told a message, at most.
    /// - Throws: `DatasetError`.
    /// - Complexity: as `IntentModel.answer` a message.
    public func predictions(
        of path: String, text: String? = nil, label: String? = nil, reasons: Int = 0,
        concurrency: Int? = nil
    ) throws -> IntentPredictions {
        let table = try MessageTable(path, text: text ?? training.text, label: label, mayBeEmpty: true)
        return IntentPredictions(
            of: table.texts, labels: table.labels, by: model, reasons: reasons, concurrency: concurrency)
    }
}
