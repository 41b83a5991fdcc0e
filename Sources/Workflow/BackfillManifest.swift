import Features
import Storage

/// What one version of the definitions made of the data, frame by frame.
///
/// `manifest.json` in the version's folder, sealed with a digest of itself.
struct BackfillManifest: Codable, Equatable {
    /// The format of this file; 1.
    var formatVersion = 1
    /// The pipeline's name.
    var pipeline: String
    /// The version of the definitions.
    var featuresVersion: Int
    /// The definitions.
    var features: FeatureSet
    /// By cutoff.
    var frames: [Frame]

    /// The features of everybody eligible at one cutoff.
    struct Frame: Codable, Equatable {
        /// The cutoff, as ISO 8601.
        var cutoff: String
        /// The file's name.
        var file: String
        /// The number of entities.
        var rows: Int
        /// The SHA-256 of the file.
        var sha256: Digest
    }

    static let file = "manifest.json"

    /// Reads the manifest of a version's folder.
    ///
    /// - Throws: `StorageError` where it is not there or was altered.
    static func read(in folder: String) throws -> BackfillManifest {
        let path = folder + "/" + file
        return try SealedJSON.decode(BackfillManifest.self, from: FileSystem.read(path), file: path)
    }

    /// Reads every frame and compares its digest.
    ///
    /// - Throws: `WorkflowError.refused` naming the first frame that is missing or altered.
    func verify(in folder: String) throws {
        for frame in frames {
            let path = folder + "/" + frame.file
            guard let digest = try? Digest.file(path), digest == frame.sha256 else {
                throw WorkflowError.refused(
                    what: "\(path) is not the frame that was written",
                    remedy:
                        "restore it, or make the version anew in another folder: leadline features backfill")
            }
        }
    }
}
