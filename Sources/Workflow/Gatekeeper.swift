import Evaluation
public import Registry
public import Storage

/// Holds registered versions against gates, keeps what came of it, and promotes what passes.
///
/// Figures of the version are read from its verified bytes. What is in service is scored anew on the version's own test
/// slice, where a gate compares with it; the figures of that are kept with the result.
public struct Gatekeeper: Sendable {
    let model: ModelDirectory
    private let pipeline: Pipeline
    private let workspace: Workspace
    let program: String
    /// What is held.
    let file: GateFile
    /// What the pipeline declares, where another file is held; its requirements hold nevertheless.
    let declared: GateFile?
    let source: GateSource
    var gates: [GateDefinition] { file.rules.metrics }

    /// Creates the gatekeeper of a pipeline's model.
    ///
    /// - Parameters:
    ///   - gates: what a version must hold in place of the pipeline's gates; the pipeline's own where it is nil.
    ///   - program: the program that judges, as its results shall name it.
    /// - Throws: `RegistryError` for a name that no model can have, `SettingsError` for a key that cannot be read.
    public init(
        _ pipeline: Pipeline, workspace: Workspace, gates: GateFile? = nil, program: String
    ) throws {
        let own = try GateFile(pipeline)
        file = gates ?? own
        declared = gates == nil ? nil : own
        let (digest, expected) = (try file.digest, try own.digest)
        source = GateSource(
            file: FileSystem.name(of: file.file), digest: digest,
            replaced: own.isEmpty || digest == expected ? nil : expected)
        model = try workspace.registry.model(pipeline.name)
        self.pipeline = pipeline
        self.workspace = workspace
        self.program = program
    }

    /// Where gates are added, in words.
    var placeOfGates: String {
        "`\(declared == nil ? "gates" : "metrics")` to \(FileSystem.name(of: file.file))"
    }

    /// Judges a version.
    ///
    /// - Parameters:
    ///   - version: the candidate.
    ///   - alias: that it would take, and whose version is the incumbent.
    ///   - decision: who would promote it and when, which some requirements ask.
    /// - Throws: `RegistryError` for a version that does not verify, `StorageError` for a file in it that cannot be
    ///   read as what it should be; the errors of reading data where a gate compares with what is in service.
    public func judge(
        version: Int, for alias: String, by decision: Decision
    ) throws -> GateRecord {
        let candidate = try TrainingResult(version: version, of: model)
        let incumbent = try model.digest(of: alias)
        let comparisons = try ServiceBaselines(
            gates: gates, candidate: candidate.version, alias: alias, of: model
        ) { try ComparisonSlice(candidate, pipeline: pipeline, workspace: workspace) }
        let compared = comparisons.versions.filter { $0.metric == nil }
        guard try model.digest(of: alias) == incumbent, compared.allSatisfy({ $0.digest == incumbent }) else {
            throw WorkflowError.refused(
                what: "`\(alias)` moved while version \(version) was compared with what it named",
                remedy: "gate it again")
        }
        return try record(of: candidate, for: alias, incumbent, comparisons, decision)
    }

    /// Keeps a record in the registry.
    ///
    /// - Returns: the digest under which it is kept.
    /// - Throws: `RegistryError.notWritable`.
    public func keep(_ record: GateRecord) throws -> Digest {
        try model.keep(gateResult: CanonicalJSON.encode(record))
    }

    /// Judges a version without reading data.
    ///
    /// Its own figures are held anew, and so is every requirement. Comparisons with what is in service are those of a
    /// kept result of this version, alias, incumbent, gates and program: they are taken as they stand there, and what the
    /// gates make of them has to come out the same. A result that cannot be read is passed over; `verify` names it.
    ///
    /// - Returns: nil where gates compare with what is in service and no such result is kept.
    /// - Throws: `RegistryError`, `StorageError` for what cannot be read as what it should be.
    public func judgeByKeptComparisons(
        version: Int, for alias: String, by decision: Decision
    ) throws -> GateRecord? {
        let candidate = try TrainingResult(version: version, of: model)
        let incumbent = try model.digest(of: alias)
        let bare = try record(of: candidate, for: alias, incumbent, ServiceBaselines(), decision)
        let asked = Set(gates.flatMap(\.changeThresholds).map(\.baseline))
        if asked.isDisjoint(with: ChangeThreshold.namesInService) { return bare }
        let former = try ServiceBaselines.former(of: alias, in: model).filter { $0 != version }
        let candidatesForBest = asked.contains(ChangeThreshold.best) ? former : []
        var found: [GateRecord] = []
        for digest in try model.gateResults() {
            guard
                let bytes = try? model.gateResult(digest),
                let kept = try? CanonicalJSON.decode(
                    GateRecord.self, from: bytes, file: ModelDirectory.place(ofGateResult: digest)),
                kept.statement.formatVersion == GateStatement.currentFormat,
                kept.statement.versionDigest == candidate.version.digest, kept.statement.alias == alias,
                kept.statement.incumbentDigest == incumbent, kept.rules.metrics == gates,
                kept.program == program, kept.comparisons.candidatesForBest == candidatesForBest,
                case let anew = try record(of: candidate, for: alias, incumbent, kept.comparisons, decision),
                anew.result == kept.result
            else { continue }
            found.append(anew)
        }
        return found.first(where: \.isAccepted) ?? found.first
    }
}
