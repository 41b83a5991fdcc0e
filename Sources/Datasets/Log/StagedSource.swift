internal import Storage

/// The rows of one source in the database, by contract, with what its files' rows yield.
struct StagedSource {
    /// The source's name.
    let name: String
    /// Its definition.
    let definition: SourceDefinition
    /// The rows, a part a contract.
    var parts: [Part] = []
    /// Files that are the same bytes as an earlier one, with the rows that they repeat.
    var repeatedFiles: [(name: String, readCount: Int)] = []
    /// The tables that tell what must not become events; nil while there is none.
    var reconciliation: EventReconciliation?

    /// The rows that keep one contract.
    struct Part {
        var contract: SourceContract
        var rows: StagedRows
        var events: [EventStatement]
    }

    /// The files read, by contract.
    var files: [StagedFile] { parts.flatMap(\.rows.files) }

    /// The file of that digest which was read under a contract.
    func file(_ digest: Digest, contract: SourceContract) -> StagedFile? {
        parts.first { $0.contract == contract }?.rows.files.first { $0.digest == digest }
    }

    /// SQL for the staged rows that yield an event: `FROM … WHERE …`.
    func yielding(_ event: EventStatement, ofPart part: Int) -> String {
        var conditions = ["\(ContractStatement.fault) IS NULL", event.yields(ContractStatement.column)]
        if let reconciliation {
            conditions += reconciliation.admits(part: part, event: event.index)
        }
        return "FROM \(parts[part].rows.table) WHERE \(conditions.joined(separator: " AND "))"
    }
}
