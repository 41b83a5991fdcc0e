/// Where the audit log goes, as the settings file says it.
public struct AuditSettings: Decodable, Equatable, Sendable {
    /// The file.
    public var file: String
    /// Megabytes (of 2^20 bytes) of a file before another one is begun.
    public var sizeMegabytes: Int?
    /// How many files beside the one that grows are kept.
    public var keep: Int?
}
