/// Where the audit log goes.
public struct AuditLogging: Equatable, Sendable {
    /// The file.
    public var file: String
    /// Bytes of a file before another one is begun.
    public var bytes = 64 << 20
    /// How many files beside the one that grows are kept.
    public var keep = LogNames.standardKeep

    /// The defaults for a file.
    public init(file: String) { self.file = file }

    /// What settings ask for.
    init(_ settings: AuditSettings) {
        file = settings.file
        bytes = settings.sizeMegabytes.map { $0 << 20 } ?? bytes
        keep = settings.keep ?? keep
    }
}
