internal import Storage

/// The published contracts beside a pipeline: `contracts/<source>@<version>.json`, canonical JSON, each never changed.
public struct ContractArchive: Sendable {
    private let folder: String

    /// Takes the folder of a pipeline file.
    public init(beside folder: String) { self.folder = folder + "/contracts" }

    /// What one file holds.
    private struct Published: Codable {
        var formatVersion = 1
        var source: String
        var contract: SourceContract
    }

    /// The contract of a version, or nil if it was never published.
    ///
    /// - Throws: `DatasetError.file` for a file that is not one of a published contract.
    public func contract(of source: String, _ version: ContractVersion) throws(DatasetError)
        -> SourceContract?
    {
        let path = path(source, version)
        guard FileSystem.exists(path) else { return nil }
        let published: Published
        do throws(StorageError) {
            published = try CanonicalJSON.decode(
                Published.self, from: FileSystem.read(path), file: FileSystem.name(of: path))
        } catch {
            throw damaged(path, "\(error)")
        }
        guard published.formatVersion == 1, published.source == source, published.contract.version == version
        else { throw damaged(path, "it is not the contract that its name says") }
        return published.contract
    }

    /// How a contract stands to the published ones.
    ///
    /// - Throws: `DatasetError.file` for a published contract that cannot be read.
    /// - Complexity: O(published versions).
    public func review(_ contract: SourceContract, of source: String) throws(DatasetError) -> ContractReview {
        var published: [ContractVersion: SourceContract] = [:]
        for version in versions(of: source) { published[version] = try self.contract(of: source, version) }
        return ContractReview(contract, of: source, published: published)
    }

    /// Keeps a contract for ever; nothing happens if it is kept already.
    ///
    /// - Returns: the file's path where it is new.
    /// - Throws: `DatasetError.setting` for a contract that its review refuses and a name that no file may have,
    ///   `DatasetError.file` where the folder cannot be written.
    public func publish(_ contract: SourceContract, of source: String) throws(DatasetError) -> String? {
        let isPlain = source.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isPlain, !source.isEmpty else {
            throw .setting(
                keyPath: ["sources", source], what: "a source of this name cannot be published",
                remedy: "name it by letters, digits, '_' and '-'")
        }
        let review = try review(contract, of: source)
        if let refusal = review.refusal {
            throw .setting(keyPath: ["sources", source], what: refusal, remedy: review.remedy ?? "")
        }
        if review.isPublished { return nil }
        let path = path(source, contract.version)
        do throws(StorageError) {
            try FileSystem.makeDirectories(folder)
            try AtomicFile.write(
                CanonicalJSON.encode(Published(source: source, contract: contract)), to: path)
        } catch {
            throw .file(
                path: path, line: nil, keyPath: nil, what: "the contract cannot be kept (\(error))",
                remedy: "check the folder and its permissions")
        }
        return path
    }

    private func versions(of source: String) -> [ContractVersion] {
        let (start, end) = (source + "@", ".json")
        return ((try? FileSystem.names(in: folder)) ?? []).compactMap { name in
            guard name.hasPrefix(start), name.hasSuffix(end) else { return nil }
            return ContractVersion(String(name.dropFirst(start.count).dropLast(end.count)))
        }.sorted()
    }

    private func path(_ source: String, _ version: ContractVersion) -> String {
        "\(folder)/\(source)@\(version).json"
    }

    private func damaged(_ path: String, _ what: String) -> DatasetError {
        .file(
            path: path, line: nil, keyPath: nil, what: "this is no published contract (\(what))",
            remedy: "restore it: a published contract never changes")
    }
}
