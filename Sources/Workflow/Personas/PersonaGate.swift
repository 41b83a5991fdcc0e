import Evaluation
import Learning
import Personas
public import Registry
import Storage

/// What is asked of a version of personas before an alias names it: the content of its gate's result.
public struct PersonaGate: Codable, Equatable, Sendable {
    /// What the registry holds to.
    public var statement: GateStatement
    /// What was found against it, in sentences; none where it may go on.
    public var findings: [String]

    /// The share of later leads that may be like nobody.
    public static let strangers = 0.5

    /// Judges a version.
    ///
    /// Later leads must be like those that groups were found in, or few of them will be named. A persona must not rest on a cluster that bootstrap samples do not find again, and must not have much more of a protected group than
    /// there is.
    ///
    /// - Throws: `RegistryError`, `StorageError`.
    public init(_ personas: StoredPersonas, for alias: String, in directory: ModelDirectory) throws {
        let taxonomy = personas.package.model.taxonomy
        var findings: [String] = []
        for profile in personas.discovery.profiles where !profile.isTrusted {
            guard let persona = taxonomy.persona(of: profile.id) else { continue }
            findings.append(
                "persona '\(persona)' rests on cluster \(profile.id), which is \(profile.verdict.rawValue) (\(profile.stability.map(Figures.text) ?? "not measured"))"
            )
        }
        for bias in personas.discovery.bias {
            for share in bias.amplified {
                guard let persona = taxonomy.persona(of: share.persona) else { continue }
                findings.append(share.finding(of: bias.attribute, in: persona))
            }
        }
        if let strangers = personas.discovery.drift?.unlikeAnybody, strangers.value ?? 0 > Self.strangers {
            findings.append(
                "\(Figures.percent(strangers.value ?? 0)) of the later leads are like nobody that groups were found in: they would be unknown"
            )
        }
        self.findings = findings
        let rules = JSONValue.object([
            "amplification": .number(PersonaBias.amplification),
            "significance": .number(PersonaBias.significance),
            "stability": .text("valid"), "strangers": .number(Self.strangers),
        ])
        statement = GateStatement(
            model: personas.package.name, version: personas.version, versionDigest: personas.digest,
            alias: alias, incumbentDigest: try directory.digest(of: alias),
            gates: GateSource(file: "personas", digest: Digest(of: CanonicalJSON.encode(rules))),
            isAccepted: findings.isEmpty, isOverridable: true)
    }

    /// Moves the alias, if the gate lets it or the decision overrides it.
    ///
    /// - Throws: `WorkflowError.refused` where it does not; `RegistryError`, `StorageError`.
    public func promote(in directory: ModelDirectory, by decision: Decision) throws -> AliasMove {
        guard statement.isAccepted || decision.isOverride else {
            throw WorkflowError.refused(
                what: findings.joined(separator: "; "),
                remedy:
                    "leave the cluster unmapped, or discover others, by inputs that last (--input); or decide otherwise by --override with --by and --why"
            )
        }
        let result = try directory.keep(gateResult: CanonicalJSON.encode(self))
        return try directory.promote(
            version: statement.version, to: statement.alias, allowedBy: result, by: decision)
    }
}
