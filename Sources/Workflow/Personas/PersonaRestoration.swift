public import Registry

/// Definitions and assignments as they were before, in one go.
public struct PersonaRestoration {
    private let directory: ModelDirectory
    private let alias: String
    private let ledger: PersonaLedger?

    /// Names what goes back; nothing is read yet.
    ///
    /// - Parameter ledger: of the assignments; nil leaves them.
    public init(_ directory: ModelDirectory, alias: String, ledger: PersonaLedger?) {
        self.directory = directory
        self.alias = alias
        self.ledger = ledger
    }

    /// Goes back.
    ///
    /// Assignments first: they are refused where the version before has none, and nothing is moved then. Who is killed on the way runs it
    /// again.
    /// - Throws: `WorkflowError.refused`, `RegistryError`, `StorageError`.
    public func run(by decision: Decision) throws -> (move: AliasMove, entry: PersonaLedger.Entry?) {
        guard let ledger else { return (try directory.rollback(alias: alias, by: decision), nil) }
        guard let before = try directory.predecessor(of: alias) else {
            // The registry says what is wrong.
            return (try directory.rollback(alias: alias, by: decision), nil)
        }
        // Whatever could refuse the alias's move, before anything moves.
        try decision.check()
        let version = try directory.load(version: before).digest
        // They are there already where a rollback was killed on its way: it is finished, not done again.
        let isThere = try ledger.current()?.versionDigest == version
        let entry = try isThere ? nil : ledger.rollBack(to: version, in: directory, by: decision)
        return (try directory.rollback(alias: alias, by: decision), entry)
    }
}
