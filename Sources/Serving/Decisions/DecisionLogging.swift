public import Storage

/// What is kept of the answers, and where.
public struct DecisionLogging: Equatable, Sendable {
    /// The file that takes a line for each lead that is answered about.
    public var file: String
    /// Makes the pseudonyms.
    public var key: PseudonymKey
    /// Bytes of a file before another one is begun; above 0.
    public var byteLimit = 256 << 20
    /// How many files beside the one that grows are kept.
    public var keep = LogNames.standardKeep
    /// Whether a line has the model's inputs, too.
    public var hasInputs = false

    /// A log with the defaults.
    public init(file: String, key: PseudonymKey) {
        self.file = file
        self.key = key
    }

    /// What settings ask for.
    ///
    /// - Throws: `StorageError` for a key that cannot be used; none is made, for a new one would know nobody.
    init(_ settings: DecisionSettings) throws(StorageError) {
        self.init(file: settings.file, key: try PseudonymKey.load(settings.pseudonymKey))
        byteLimit = settings.sizeMegabytes.map { $0 << 20 } ?? byteLimit
        keep = settings.keep ?? keep
        hasInputs = settings.inputs ?? hasInputs
    }
}
