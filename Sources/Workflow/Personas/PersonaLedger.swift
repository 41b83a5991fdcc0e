import Datasets
import Features
import Personas
public import Registry
public import Storage

/// The assignments that are in force, and those before them, with who made them, why, and what changed.
///
/// A folder with `run-1.parquet`, `run-2.parquet`, …, beside those that `personas follow` made `run-2.changes.jsonl`, `current` with the number in force, and `journal.jsonl`, a chained line a change:
/// a run is written and made durable, then told in the journal, which says what is in force, then named in `current`. A kill before the line leaves
/// the run before in force; after it, the next call names the new one.
public struct PersonaLedger: Sendable {
    /// The folder.
    public let root: String

    /// Names a folder; nothing is read or made yet.
    public init(root: String) { self.root = root }

    /// One line of the journal.
    public struct Entry: Codable, Equatable, Sendable {
        /// What was done.
        public var action: Action
        /// The run that is in force from then on.
        public var run: Int
        /// The SHA-256 of its file.
        public var sha256: Digest
        /// The personas' name in the registry.
        public var personas: String
        /// The version of the personas that assigned it.
        public var version: Int
        /// That version's digest.
        public var versionDigest: Digest
        /// As known when; the latest of the leads' times.
        public var asOf: String
        /// Its leads.
        public var leads: Int
        /// The SHA-256 of the lines that tell of each change, in `run-N.changes.jsonl`; nil where there are none.
        public var changesSha256: Digest?
        /// How many went from one persona to another since the run before, the most first; who is new comes from `new`, who is gone goes to
        /// `gone`, who is nobody's is `unknown`.
        public var changes: [Change]
        /// Who decided.
        public var who: String
        /// When, ISO 8601 in UTC.
        public var when: String
        /// Why.
        public var why: String
    }

    /// What a line tells of.
    public enum Action: String, Codable, Sendable {
        /// A run was made and put in force.
        case assign
        /// The run before was put in force again.
        case rollback
    }

    /// Leads that went the same way.
    public struct Change: Codable, Equatable, Sendable {
        /// The persona before.
        public var from: String
        /// The persona after.
        public var to: String
        /// Leads.
        public var leads: Int
        /// True where the persona after is the one before under another name; else missing.
        public var isRename: Bool?
    }

    private var journal: Journal<Entry> { Journal(path: root + "/journal.jsonl") }
    private func path(ofRun run: Int) -> String { "\(root)/run-\(run).parquet" }
    private func linesPath(ofRun run: Int) -> String { "\(root)/run-\(run).changes.jsonl" }
    private var currentPath: String { root + "/current" }

    /// All that was done, the first first.
    ///
    /// - Throws: `StorageError` where a line was altered.
    public func history() throws -> [Entry] { try journal.read() }

    /// The run in force; nil before the first.
    public func current() throws -> Entry? { try trail().last }

    /// The file of the run in force, verified.
    ///
    /// - Throws: `WorkflowError.refused` where it was altered.
    public func currentFile() throws -> String? {
        guard let entry = try current() else { return nil }
        try verify(entry)
        return path(ofRun: entry.run)
    }

    /// Puts assignments in force; the same as those in force change nothing, unless there are lines that tell how they came about.
    ///
    /// - Parameters:
    ///   - registry: where the version is that assigned before, whose personas may have been renamed since.
    ///   - lines: what is kept beside the assignments, a JSON line a change; empty for nothing.
    /// - Returns: the line, and whether it is new.
    /// - Throws: `StorageError`, `DatasetError`, and `WorkflowError.refused` where the run in force was altered.
    public func keep(
        _ assignments: PersonaAssignments, by personas: StoredPersonas, in registry: Registry,
        lines: [UInt8] = [], decision: Decision
    ) throws -> (entry: Entry, isNew: Bool) {
        try FileSystem.makeDirectories(root)
        let lock = try FileLock(at: root + "/lock", for: "keeping assignments")
        defer { withExtendedLifetime(lock) {} }
        let history = try history()
        let before = try current()
        if let other = before?.personas, other != personas.package.name {
            throw WorkflowError.refused(
                what: "\(root) has assignments of \(other), not of \(personas.package.name)",
                remedy: "keep those of other personas in another folder")
        }
        let run = (history.map(\.run).max() ?? 0) + 1
        let staged = root + "/.staged.parquet"
        try FileSystem.remove(staged)
        try TableFile().write(assignments.table(version: personas.version), to: staged, permissions: 0o600)
        let digest = try Digest.file(staged)
        let linesDigest = lines.isEmpty ? nil : Digest(of: lines)
        if let before, before.sha256 == digest, before.versionDigest == personas.digest,
            linesDigest == nil || linesDigest == before.changesSha256
        {
            try FileSystem.remove(staged)
            try verify(before)
            // Whoever put them in force may have been killed before it was named.
            try name(before.run)
            return (before, false)
        }
        var (previous, renames) = ([String: String](), [String: String]())
        if let before {
            try verify(before)
            previous = try Self.personas(in: path(ofRun: before.run))
            renames = try Self.renames(from: before, to: personas, in: registry.model(before.personas))
        }
        // What a killed call left is not of this run.
        try FileSystem.remove(linesPath(ofRun: run))
        if !lines.isEmpty { try AtomicFile.write(lines, to: linesPath(ofRun: run), permissions: 0o600) }
        let after = assignments.names
        try FileSystem.synchronize(staged)
        try FileSystem.rename(staged, to: path(ofRun: run))
        try FileSystem.synchronize(root)
        let entry = Entry(
            action: .assign, run: run, sha256: digest, personas: personas.package.name,
            version: personas.version,
            versionDigest: personas.digest, asOf: assignments.leads.map(\.asOf).max()?.description ?? "",
            leads: assignments.leads.count, changesSha256: linesDigest,
            changes: Self.changes(from: previous, to: after, renames: renames),
            who: decision.who, when: decision.when, why: decision.why)
        try journal.append(entry)
        try name(run)
        return (entry, true)
    }

    /// Puts the run before in force again.
    ///
    /// - Parameters:
    ///   - version: the digest of a version: go back to the last run that it assigned; nil takes the run before.
    ///   - directory: where the versions are, whose personas may be the same under other names.
    /// - Throws: `WorkflowError.refused` where there is none, or its file was altered.
    public func rollBack(
        to version: Digest? = nil, in directory: ModelDirectory, by decision: Decision
    ) throws -> Entry {
        let lock = try FileLock(at: root + "/lock", for: "rolling assignments back")
        defer { withExtendedLifetime(lock) {} }
        let trail = try trail()
        let earlier = trail.dropLast().last { version == nil || $0.versionDigest == version }
        guard let present = trail.last, let earlier else {
            throw WorkflowError.refused(
                what: "\(root) has no assignments before these"
                    + (version == nil ? "" : " by the version before"),
                remedy: "assign again: leadline personas assign --keep \(root)")
        }
        try verify(earlier)
        let changes = Self.changes(
            from: try Self.personas(in: path(ofRun: present.run)),
            to: try Self.personas(in: path(ofRun: earlier.run)),
            renames: Self.renames(from: present, backTo: earlier, in: directory))
        var entry = earlier
        entry.action = .rollback
        entry.changes = changes
        (entry.who, entry.when, entry.why) = (decision.who, decision.when, decision.why)
        try journal.append(entry)
        try name(entry.run)
        return entry
    }

    /// The runs in force one after the other, those that were rolled back left out.
    private func trail() throws -> [Entry] {
        try history().reduce(into: []) { trail, entry in
            switch entry.action {
            case .assign: trail.append(entry)
            case .rollback:
                if let place = trail.lastIndex(where: { $0.run == entry.run }) {
                    trail.removeSubrange((place + 1)...)
                }
            }
        }
    }

    private func verify(_ entry: Entry) throws {
        let path = path(ofRun: entry.run)
        try verify(path, entry.sha256)
        if let digest = entry.changesSha256 { try verify(linesPath(ofRun: entry.run), digest) }
    }

    private func verify(_ path: String, _ digest: Digest) throws {
        guard FileSystem.exists(path), try Digest.file(path) == digest else {
            throw WorkflowError.refused(
                what: "\(path) is not what the journal says was written",
                remedy: "assign again into another folder, and find out who changed it")
        }
    }

    private func name(_ run: Int) throws { try AtomicFile.write(Array("\(run)\n".utf8), to: currentPath) }

    private static func personas(in path: String) throws -> [String: String] {
        let table = try MessageTable(path, text: "id", label: "persona", mayBeEmpty: true)
        return Dictionary(
            zip(table.texts, table.labels ?? []).compactMap { id, persona in
                id.map { ($0, persona ?? "unknown") }
            },
            uniquingKeysWith: { first, _ in first })
    }
}
