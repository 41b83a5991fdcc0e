public import Features

/// What decides what a lead wants: a model of intents, and the messages that it reads.
public struct IntentQuestion: Codable, Equatable, Sendable {
    /// The file that `leadline intent` wrote, relative to the folder of the taxonomy; a version carries the model itself.
    public var model: String
    /// The kind of events that are messages.
    public var event: String
    /// Their attribute that holds what was written; `text` unless given.
    public var attribute: String?
    /// How far back the newest message may lie; any time unless given.
    public var window: TimeSpan?

    /// The feature that holds the message, beside those of the taxonomy.
    ///
    /// It is text that people wrote: nothing that an assignment says is made of it but the intent.
    public static let featureName = "intent:message"

    /// Creates a question.
    public init(model: String, event: String, attribute: String? = nil, window: TimeSpan? = nil) {
        self.model = model
        self.event = event
        self.attribute = attribute
        self.window = window
    }

    /// The attribute that holds what was written.
    public var textAttribute: String { attribute ?? Event.textName }

    /// The newest message that is known, as the engine of features finds it: in time, late records and identities are as for any feature.
    public var feature: Feature {
        var definition = FeatureDefinition(
            kind: .text, of: event, window: window, attribute: textAttribute)
        definition.limit = 1
        definition.personal = true
        return Feature(name: Self.featureName, definition: definition)
    }

    /// What does not fit; nil where all does.
    var problem: (key: String, what: String, remedy: String)? {
        if model.isEmpty || model.hasPrefix("/") {
            return (
                "model", model.isEmpty ? "no file is named" : "an absolute path is of one machine only",
                "name the file that leadline intent -o wrote, relative to this file"
            )
        }
        if event.isEmpty { return ("event", "no kind of events is named", "name the kind of messages") }
        if attribute?.isEmpty ?? false {
            return ("attribute", "no attribute is named", "name the one that holds what was written")
        }
        do throws(FeatureError) {
            _ = try FeatureSet([feature])
            return nil
        } catch {
            return ("window", "the messages cannot be asked for: \(error.problem)", error.remedy)
        }
    }
}
