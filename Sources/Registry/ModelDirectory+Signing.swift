public import Storage

extension ModelDirectory {
    /// Signs every file of a version, once every byte of it was verified.
    ///
    /// A version has one signature; one that does not hold is replaced, whole or not at all.
    /// - Parameter replacesOthers: whether the signature of another key is replaced too, or kept and this one refused.
    /// - Returns: whether it was written; false where the version has a signature of this key already.
    /// - Throws: `noSuchVersion`, `damaged`, `tooNew`, `signedByAnother`, `notWritable`.
    @discardableResult
    public func sign(
        version: Int, with key: borrowing SigningKey, replacesOthers: Bool = true
    ) throws(RegistryError) -> Bool {
        let (verified, findings) = try inspect(version: version, readsSignature: false)
        guard let verified else { throw .damaged(model: name, findings: findings) }
        let lock = try lock(for: "signing a version")
        defer { withExtendedLifetime(lock) {} }
        let (present, problems) = signature(of: verified)
        if problems.isEmpty, let present {
            if present.isSigned(by: key.verifyingKey) { return false }
            if !replacesOthers { throw .signedByAnother(model: name, version: version) }
        }
        do throws(StorageError) {
            let signature = try ModelSignature(of: verified.digests, name: String(version), by: key)
            try AtomicFile.write(signature.bytes, to: path(ofSignature: version))
        } catch {
            throw RegistryError(error)
        }
        return true
    }

    /// A version's signature if it is of the version's files; nil where there is none, or where something is wrong.
    func signature(of verified: VerifiedVersion) -> (ModelSignature?, [RegistryFinding]) {
        let place = "versions/\(verified.version)/\(ModelSignature.fileName)"
        do throws(StorageError) {
            let bytes = try FileSystem.read(path(ofSignature: verified.version), limit: 1 << 24)
            let signature = try ModelSignature(bytes, file: place)
            guard let problem = signature.problem(with: verified.digests) else { return (signature, []) }
            return (nil, [finding(place, "\(problem); sign the version again")])
        } catch .missing {
            return (nil, [])
        } catch {
            return (nil, [finding(place, Self.problem(error) + "; sign the version again")])
        }
    }

    /// What keeps a version from being trusted; nothing where there are no keys.
    func trustFindings(_ verified: VerifiedVersion, _ keys: TrustedKeys?) -> [RegistryFinding] {
        guard let problem = keys?.problem(with: verified.signature) else { return [] }
        return [finding("versions/\(verified.version)/\(ModelSignature.fileName)", problem)]
    }

    func path(ofSignature version: Int) -> String {
        path(ofVersion: version) + "/" + ModelSignature.fileName
    }
}
