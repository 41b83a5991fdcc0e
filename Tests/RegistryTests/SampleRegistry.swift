import Registry
import Storage
import TestKit

/// A registry in a directory of its own with a model `buyers`.
struct SampleRegistry: Sendable {
    let directory = TemporaryDirectory()
    let registry: Registry
    let model: ModelDirectory

    init() throws {
        registry = Registry(root: directory.path + "/registry")
        model = try registry.model("buyers")
    }

    /// Versions 1 and 2; production went from 1 to 2, staging names 1.
    static func promoted() throws -> SampleRegistry {
        let sample = try SampleRegistry()
        try sample.publish("one")
        try sample.publish("two")
        try sample.model.promote(version: 1, to: "production", by: decision)
        try sample.model.promote(version: 2, to: "production", by: decision)
        try sample.model.promote(version: 1, to: "staging", by: decision)
        try sample.model.promote(version: 2, to: "shadow", by: decision)
        return sample
    }

    static let decision = Decision(who: "ci", when: "2026-03-01T09:30:00Z", why: "gate passed")

    /// Publishes a version of four files that a seed decides.
    @discardableResult
    func publish(_ seed: String) throws(RegistryError) -> PublishedVersion {
        try model.publish(files: Self.files(seed), kind: .scorer, recipeDigest: Self.recipe(seed))
    }

    static func recipe(_ seed: String) -> Digest { Digest(of: Array(seed.utf8)) }

    static func files(_ seed: String) -> [String: [UInt8]] {
        [
            "model.json": Array("{\"seed\":\"\(seed)\"}\n".utf8),
            "weights.safetensors": Safetensors(["w": .init([Double(seed.utf8.count), 2])]).encode(),
            "golden.json": Array("[\(seed.utf8.count)]\n".utf8), "empty.txt": [],
        ]
    }

    /// Every file below a directory, by path relative to it, hidden ones included.
    static func tree(_ path: String) throws(StorageError) -> [String: [UInt8]] {
        guard FileSystem.exists(path) else { return [:] }
        var files: [String: [UInt8]] = [:]
        for name in try FileSystem.names(in: path) {
            if FileSystem.isDirectory(path + "/" + name) {
                for (below, bytes) in try tree(path + "/" + name) { files[name + "/" + below] = bytes }
            } else {
                files[name] = try FileSystem.read(path + "/" + name)
            }
        }
        return files
    }

    /// Writes files that `tree` took.
    static func write(_ files: [String: [UInt8]], to root: String) throws(StorageError) {
        // Prepared files last: writing a file clears what was prepared for it.
        for (path, bytes) in files.sorted(by: { !$0.key.contains(".partial") && $1.key.contains(".partial") })
        {
            let place = root + "/" + path
            try FileSystem.makeDirectories(FileSystem.parent(of: place))
            try AtomicFile.write(bytes, to: place)
        }
    }
}
