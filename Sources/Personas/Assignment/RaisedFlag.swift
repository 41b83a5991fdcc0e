/// A flag that a lead raises, with what raised it.
public struct RaisedFlag: Codable, Equatable, Sendable {
    /// The flag's name.
    public var name: String
    /// What it is about.
    public var kind: AmberFlag.Kind
    /// What was found, in sentences with the value and the threshold.
    public var evidence: [String]
    /// What to do about it.
    public var advice: String?
}
