public import Storage

extension ModelDirectory {
    /// Reads a version, each file once, and verifies every byte before it is used.
    ///
    /// - Throws: `noSuchVersion`; `damaged` with each file that is missing, too many, or not as it was written;
    ///   `tooNew`.
    /// - Complexity: O(bytes).
    public func load(version: Int) throws(RegistryError) -> VerifiedVersion {
        let (verified, findings) = try inspect(version: version)
        guard let verified else { throw .damaged(model: name, findings: findings) }
        return verified
    }

    /// Reads a version as `load(version:)` does, if one of the keys signed it; where there are no keys, any version.
    ///
    /// - Throws: `untrusted`; as `load(version:)`.
    public func load(version: Int, trusting keys: TrustedKeys?) throws(RegistryError) -> VerifiedVersion {
        let verified = try load(version: version)
        if let problem = keys?.problem(with: verified.signature) {
            throw .untrusted(model: name, version: version, problem: problem)
        }
        return verified
    }

    /// A version's manifest and digest, without its other files.
    ///
    /// - Throws: `noSuchVersion`, `damaged`, `tooNew`.
    public func manifest(version: Int) throws(RegistryError) -> PublishedVersion {
        let (manifest, digest, findings) = try readManifest(version: version)
        guard let manifest else { throw .damaged(model: name, findings: findings) }
        return PublishedVersion(manifest: manifest, digest: digest, isNew: false)
    }

    /// The highest version made from a recipe, by the manifests; those that cannot be read are passed over.
    ///
    /// Whoever published it may have been killed before its name was durable; it is when this returns.
    /// - Throws: `storage` where the directory cannot be read.
    public func find(recipeDigest: Digest) throws(RegistryError) -> PublishedVersion? {
        for version in try versions().reversed() {
            if let found = try? manifest(version: version), found.manifest.recipeDigest == recipeDigest {
                try synchronizeVersions()
                return found
            }
        }
        return nil
    }

    /// A version if all of it is as it was written, or else what is not.
    ///
    /// - Parameter readsSignature: whether a signature, which is not part of the version, has to hold too.
    func inspect(
        version: Int, readsSignature: Bool = true
    ) throws(RegistryError) -> (VerifiedVersion?, [RegistryFinding]) {
        let (manifest, digest, problems) = try readManifest(version: version)
        guard let manifest else { return (nil, problems) }
        let directory = path(ofVersion: version)
        let present = try RegistryError.storing { () throws(StorageError) in
            try FileSystem.names(in: directory)
        }
        // A signature that is being written is prepared beside its place, as an alias is.
        let prepared = FileSystem.name(of: AtomicFile.staging(of: path(ofSignature: version)))
        let listed = Set(manifest.files.map(\.name) + [Manifest.fileName, ModelSignature.fileName, prepared])
        var findings = present.filter { !listed.contains($0) }.map {
            finding("versions/\(version)/\($0)", "the manifest does not list it; remove it")
        }
        var files: [String: [UInt8]] = [:]
        for file in manifest.files {
            let place = "versions/\(version)/\(file.name)"
            do throws(StorageError) {
                let bytes = try FileSystem.read(directory + "/" + file.name)
                files[file.name] = bytes
                if bytes.count != file.size {
                    findings.append(
                        finding(place, "has \(bytes.count) bytes where the manifest says \(file.size)"))
                } else if Digest(of: bytes) != file.sha256 {
                    findings.append(finding(place, "its content differs from its digest in the manifest"))
                }
            } catch {
                findings.append(finding(place, Self.problem(error)))
            }
        }
        guard findings.isEmpty else { return (nil, findings) }
        let verified = VerifiedVersion(manifest: manifest, digest: digest, files: files, signature: nil)
        if !readsSignature { return (verified, []) }
        let (signature, doubts) = self.signature(of: verified)
        return doubts.isEmpty ? (verified.signed(signature), []) : (nil, doubts)
    }

    private func readManifest(
        version: Int
    ) throws(RegistryError) -> (manifest: Manifest?, digest: Digest, findings: [RegistryFinding]) {
        guard FileSystem.isDirectory(path(ofVersion: version)) else {
            throw .noSuchVersion(model: name, version: version, known: try versions())
        }
        let place = "versions/\(version)/\(Manifest.fileName)"
        var needs = Manifest.currentFormat
        do throws(StorageError) {
            let bytes = try FileSystem.read(path + "/" + place)
            let sealed = try SealedJSON.decode(JSONValue.self, from: bytes, file: place)
            needs = try CanonicalJSON.decode(Needs.self, from: sealed, file: place).minReader
            if needs <= Manifest.currentFormat {
                let manifest = try CanonicalJSON.decode(Manifest.self, from: sealed, file: place)
                let problem = problem(with: manifest, asVersion: version)
                return (
                    problem == nil ? manifest : nil, Digest(of: bytes),
                    problem.map { [finding(place, $0)] } ?? []
                )
            }
        } catch {
            return (nil, .zero, [finding(place, Self.problem(error))])
        }
        throw .tooNew(path: path + "/" + place, needs: needs, speaks: Manifest.currentFormat)
    }

    private func problem(with manifest: Manifest, asVersion version: Int) -> String? {
        if manifest.name != name || manifest.version != version {
            return "is of version \(manifest.version) of `\(manifest.name)`: versions were moved or swapped"
        }
        return manifest.files.allSatisfy {
            RegistryName.isValidFile($0.name) && $0.name != ModelSignature.fileName
        }
            ? nil : "lists a file by a name that is not admitted"
    }

    /// What is wrong, without the path, which the finding has.
    static func problem(_ error: StorageError) -> String {
        switch error {
        case .missing: "is missing"
        case .unreadable(_, let reason): "cannot be read (\(reason))"
        case .malformedJSON(_, let line, let column, let problem):
            "is not valid JSON at line \(line), column \(column): \(problem)"
        case .unexpectedContent(_, let keyPath, let problem): "`\(keyPath)`: \(problem)"
        case .sealBroken(_, let problem): problem
        case .brokenJournal(_, let line, let problem): "line \(line): \(problem)"
        default: "\(error)"
        }
    }

    // What a reader must know before it may read the rest.
    private struct Needs: Decodable { var minReader: Int }
}
