import Datasets
public import Features
public import Registry
import Storage

/// Frames of past cutoffs by version of the definitions, of which one version is served.
///
/// The folder holds `v1`, `v2`, … with a Parquet file a cutoff and a `manifest.json` of their digests, `served` with the
/// number of the served version, and `journal.jsonl`, in which who served what and why is chained.
public struct FeatureBackfill: Sendable {
    /// The folder of all versions.
    public let root: String

    /// Names a folder; nothing is read or made yet.
    public init(root: String) { self.root = root }

    /// What became of a run.
    public struct Outcome: Equatable, Sendable {
        /// The version of the definitions.
        public var version: Int
        /// Frames that were not there before.
        public var added: Int
        /// Frames that were there and came out with the same bytes.
        public var confirmed: Int
        /// The rows of all frames asked for.
        public var rows: Int
        /// The version that was served before; nil if none was.
        public var servedBefore: Int?
    }

    /// The folder of a version.
    public func folder(ofVersion version: Int) -> String { "\(root)/v\(version)" }

    /// Computes the frames of cutoffs under a pipeline's definitions, and serves their version.
    ///
    /// Run again it makes the same bytes and changes nothing. A frame that comes out otherwise than it was recorded, and
    /// definitions other than the version's, are refused: nothing of the version is replaced.
    /// - Throws: `WorkflowError.refused` as said; the errors of computing and writing.
    public func run(
        _ room: DataRoom, _ defined: DefinedFeatures, cutoffs: [Instant], by decision: Decision
    ) throws -> Outcome {
        let folder = folder(ofVersion: defined.version)
        let name = room.pipeline.name
        try FileSystem.makeDirectories(folder)
        var manifest = BackfillManifest(
            pipeline: name, featuresVersion: defined.version, features: defined.features, frames: [])
        if FileSystem.exists(folder + "/" + BackfillManifest.file) {
            let old = try BackfillManifest.read(in: folder)
            if old.pipeline != name || old.features != defined.features {
                throw WorkflowError.refused(
                    what: "\(folder) was made under other definitions of version \(defined.version)",
                    remedy: "raise featuresVersion in the pipeline, or backfill into another folder")
            }
            manifest = old
        }
        var outcome = Outcome(
            version: defined.version, added: 0, confirmed: 0, rows: 0, servedBefore: try served())
        for cutoff in Set(cutoffs).sorted() {
            let made = try make(room, defined.features, at: cutoff, in: folder)
            outcome.rows += made.rows
            if let old = manifest.frames.first(where: { $0.cutoff == made.cutoff }) {
                if old != made {
                    try FileSystem.remove(folder + "/" + Self.staged)
                    throw WorkflowError.refused(
                        what: "the frame at \(made.cutoff) is not the one that \(folder) records",
                        remedy:
                            "the data or the eligibility of the past have changed: backfill into another folder"
                    )
                }
                outcome.confirmed += 1
            } else {
                manifest.frames.append(made)
                outcome.added += 1
            }
            try place(made, in: folder)
        }
        manifest.frames.sort { $0.cutoff < $1.cutoff }
        let bytes = try SealedJSON.encode(manifest)
        let path = folder + "/" + BackfillManifest.file
        if (try? FileSystem.read(path)) != bytes { try AtomicFile.write(bytes, to: path) }
        if outcome.servedBefore == defined.version {
            try nameServed(defined.version)
        } else {
            try serve(defined.version, .backfill, by: decision)
        }
        return outcome
    }

    /// Serves the version before again, once every frame of it is the one that was written.
    ///
    /// - Returns: the versions served before and now.
    /// - Throws: `WorkflowError.refused` where there is no version before, or a frame of it was altered.
    public func rollBack(by decision: Decision) throws -> (from: Int, to: Int) {
        let trail = try trail()
        // A rollback that was killed on its way is on record: it is finished, not done again.
        if let from = try named(), let to = trail.last, from != to,
            try journal.read().last?.action == .rollback
        {
            try nameServed(to)
            return (from, to)
        }
        guard let from = trail.last, let to = trail.dropLast().last else {
            throw WorkflowError.refused(
                what: "\(root) served no version before this one",
                remedy: "backfill another version first: leadline features backfill")
        }
        let folder = folder(ofVersion: to)
        try BackfillManifest.read(in: folder).verify(in: folder)
        try serve(to, .rollback, by: decision)
        return (from, to)
    }

    /// The version that is served; nil if none is.
    public func served() throws -> Int? { try trail().last }

    private static let staged = ".staged.parquet"

    private func make(
        _ room: DataRoom, _ features: FeatureSet, at cutoff: Instant, in folder: String
    ) throws -> BackfillManifest.Frame {
        let frame = try room.frame(asOf: cutoff, features: features)
        let path = folder + "/" + Self.staged
        try FileSystem.remove(path)
        try frame.write(to: path)
        let text = cutoff.description
        return BackfillManifest.Frame(
            cutoff: text, file: text.replacing(":", with: "-") + ".parquet", rows: frame.rowCount,
            sha256: try Digest.file(path))
    }

    /// Puts the staged frame in its place; a file that is there has its bytes, or was altered.
    private func place(_ frame: BackfillManifest.Frame, in folder: String) throws {
        try FileSystem.rename(folder + "/" + Self.staged, to: folder + "/" + frame.file)
    }

    private var journal: Journal<BackfillEntry> { Journal(path: root + "/journal.jsonl") }

    /// The versions served, those that were rolled back left out; the last is the present one.
    private func trail() throws -> [Int] {
        try journal.read().reduce(into: []) { trail, entry in
            switch entry.action {
            case .backfill: trail.append(entry.version)
            case .rollback: trail.removeLast(min(1, trail.count))
            }
        }
    }

    private func serve(_ version: Int, _ action: BackfillEntry.Action, by decision: Decision) throws {
        try journal.append(
            BackfillEntry(
                action: action, version: version, who: decision.who, when: decision.when, why: decision.why))
        try nameServed(version)
    }

    /// Names the served version to readers, if another is named: the journal is right, and comes first.
    private func nameServed(_ version: Int) throws {
        if try named() != version { try AtomicFile.write(Array("\(version)\n".utf8), to: servedPath) }
    }

    private func named() throws -> Int? {
        guard FileSystem.exists(servedPath) else { return nil }
        let text = String(decoding: try FileSystem.read(servedPath, limit: 100), as: UTF8.self)
        return Int(text.split(separator: "\n").first ?? "")
    }

    private var servedPath: String { root + "/served" }
}
