import Registry
import Storage

/// A gate's result as a judge might write it, with something of its own beside the statement.
struct SampleResult: Codable {
    var statement: GateStatement
    var note = "a test"
}

extension ModelDirectory {
    /// What a gate would say of a version now.
    func statement(
        ofVersion version: Int, to alias: String, isAccepted: Bool = true, isOverridable: Bool = true
    ) throws -> GateStatement {
        GateStatement(
            model: name, version: version, versionDigest: try manifest(version: version).digest, alias: alias,
            incumbentDigest: try digest(of: alias),
            gates: GateSource(file: "gates.yaml", digest: Digest(of: Array("gates".utf8))),
            isAccepted: isAccepted, isOverridable: isOverridable)
    }

    /// Keeps a result with a statement.
    func keep(_ statement: GateStatement) throws -> Digest {
        try keep(gateResult: CanonicalJSON.encode(SampleResult(statement: statement)))
    }

    /// Gates a version, which passes, and promotes it.
    @discardableResult
    func promote(version: Int, to alias: String, by decision: Decision) throws -> AliasMove {
        // A version that is not there, or an alias that cannot be, has no statement; the registry says so.
        let isNew = (try? aliases()[alias]) != version
        let statement = isNew ? try? self.statement(ofVersion: version, to: alias) : nil
        return try promote(
            version: version, to: alias, allowedBy: try statement.map(keep) ?? .zero, by: decision)
    }
}
