/// The log of decisions, as the settings file says it.
public struct DecisionSettings: Decodable, Equatable, Sendable {
    /// The file that takes a line for each lead that is answered about.
    public var file: String
    /// The file of the key that leads' pseudonyms are made with: the one of the pipeline's working folder.
    public var pseudonymKey: String
    /// Megabytes of a file before another one is begun; 256 unless given.
    public var sizeMegabytes: Int?
    /// How many files beside the one that grows are kept; 8 unless given.
    public var keep: Int?
    /// Whether a line has the model's inputs, too; unless given not.
    public var inputs: Bool?

    /// A log with the defaults.
    public init(file: String, pseudonymKey: String) {
        self.file = file
        self.pseudonymKey = pseudonymKey
    }
}
