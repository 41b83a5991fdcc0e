internal import Storage

extension ModelDirectory {
    /// Everything in the model's directory that is not as it was written; empty where all is well.
    ///
    /// What killed writers leave (`.lock`, `.<name>.partial`, an incomplete last line of the journal, an alias
    /// whose prepared move was not finished) is in order, since the next writer clears it.
    /// - Parameter keys: one of them has to have signed each version; nil where none need be signed.
    /// - Complexity: O(bytes).
    public func verify(trusting keys: TrustedKeys? = nil) -> [RegistryFinding] {
        var findings: [RegistryFinding] = []
        var digests: [Int: Digest] = [:]
        collect(into: &findings) { () throws(RegistryError) in try strayFindings() }
        collect(into: &findings) { () throws(RegistryError) in
            var problems: [RegistryFinding] = []
            for version in try versions() {
                let (verified, found) = try inspectOrExplain(version: version)
                problems += found
                digests[version] = verified?.digest
                if let verified { problems += trustFindings(verified, keys) }
            }
            return problems
        }
        collect(into: &findings) { () throws(RegistryError) in
            // A decision taken meanwhile can look like a disagreement, but not the same way twice.
            var found = try aliasFindings() + journalFindings(digests)
            while !found.isEmpty {
                let again = try aliasFindings() + journalFindings(digests)
                if again == found { break }
                found = again
            }
            return found
        }
        collect(into: &findings) { () throws(RegistryError) in try orderFindings() }
        collect(into: &findings) { () throws(RegistryError) in try lookFindings(digests) }
        collect(into: &findings) { () throws(RegistryError) in try gateFindings() }
        return findings
    }

    // What keeps a check from going on is a finding too.
    private func collect(
        into findings: inout [RegistryFinding], _ check: () throws(RegistryError) -> [RegistryFinding]
    ) {
        do throws(RegistryError) {
            findings += try check()
        } catch .damaged(_, let problems) {
            findings += problems
        } catch {
            findings.append(RegistryFinding(path: relativePath, problem: "\(error)"))
        }
    }

    private func inspectOrExplain(
        version: Int
    ) throws(RegistryError) -> (VerifiedVersion?, [RegistryFinding]) {
        do throws(RegistryError) {
            let (verified, findings) = try inspect(version: version)
            if !findings.isEmpty, try isRemoved(version) { return (nil, []) }
            return (verified, findings)
        } catch .noSuchVersion(let model, let version, let known) {
            if try isRemoved(version) { return (nil, []) }
            throw .noSuchVersion(model: model, version: version, known: known)
        } catch .tooNew(_, let needs, let speaks) {
            let problem = "needs a reader of format \(needs), and this one speaks up to \(speaks)"
            return (nil, [finding("versions/\(version)/\(Manifest.fileName)", problem)])
        }
    }

    // Somebody may remove a version while it is read.
    private func isRemoved(_ version: Int) throws(RegistryError) -> Bool {
        if try versions().contains(version) { return false }
        return AliasLedger(try history()).removed.contains(version)
    }

    /// Entries of the model's directories that no writer makes.
    private func strayFindings() throws(RegistryError) -> [RegistryFinding] {
        let known = ["versions", "aliases", "journal.jsonl", Self.looksFile, Self.gatesFolder]
        let problem = "does not belong here; remove it"
        var findings = try visibleNames(in: path).filter { !known.contains($0) }.map { finding($0, problem) }
        findings += try visibleNames(in: versionsPath).filter { RegistryName.version($0) == nil }
            .map { finding("versions/\($0)", problem) }
        findings += try visibleNames(in: aliasesPath)
            .filter { !RegistryName.isValid($0) || $0 == RegistryName.latest }
            .map { finding("aliases/\($0)", problem) }
        return findings
    }

    private func visibleNames(in path: String) throws(RegistryError) -> [String] {
        guard FileSystem.exists(path) else { return [] }
        let names = try RegistryError.storing { () throws(StorageError) in try FileSystem.names(in: path) }
        return names.filter { !$0.hasPrefix(".") }
    }

    /// Aliases that name no version, or another than the journal's last move of them.
    func aliasFindings() throws(RegistryError) -> [RegistryFinding] {
        let ledger = AliasLedger(try history())
        let known = try versions()
        let lagging = try laggingAlias()
        let present = try visibleNames(in: aliasesPath).filter {
            RegistryName.isValid($0) && $0 != RegistryName.latest
        }
        var findings: [RegistryFinding] = []
        for alias in Set(present + ledger.aliases).sorted() {
            let place = "aliases/\(alias)"
            let version: Int?
            do throws(RegistryError) {
                version = try named(by: alias)
            } catch .damaged(_, let problems) {
                findings += problems
                continue
            }
            if let version, !known.contains(version) {
                findings.append(finding(place, "names version \(version), which is not there"))
            }
            let expected = ledger.version(of: alias)
            let isInterrupted =
                lagging?.alias == alias && FileSystem.exists(AtomicFile.staging(of: path(ofAlias: alias)))
            if version != expected && !isInterrupted {
                let has = version.map { "names version \($0)" } ?? "is missing"
                let says = expected.map { "says version \($0)" } ?? "knows no such alias"
                findings.append(
                    finding(place, "\(has), but the journal \(says); it was changed outside the registry"))
            }
        }
        return findings
    }

    /// Lines of the journal about versions that are gone or have another digest than then.
    private func journalFindings(_ digests: [Int: Digest]) throws(RegistryError) -> [RegistryFinding] {
        let known = try versions()
        let entries = try history()
        let removed = AliasLedger(entries).removed
        let lagging = try laggingRemoval()
        return entries.enumerated().compactMap { index, entry in
            let line = "line \(index + 1) "
            if !known.contains(entry.version) {
                if removed.contains(entry.version) { return nil }
                return finding(
                    "journal.jsonl", line + "is about version \(entry.version), which is not there")
            }
            if entry.action == .remove, entry.version != lagging {
                return finding(
                    "versions/\(entry.version)",
                    "was removed by \(line)of the journal, and is there; remove it")
            }
            // A version that does not verify has its findings already.
            guard let digest = digests[entry.version], digest != entry.versionDigest else { return nil }
            return finding(
                "versions/\(entry.version)/\(Manifest.fileName)",
                "is not the one that \(line)of the journal is about; the version was replaced")
        }
    }
}
