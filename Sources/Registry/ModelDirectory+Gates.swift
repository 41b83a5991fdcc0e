public import Storage

extension ModelDirectory {
    static let gatesFolder = "gates"

    private var gatesPath: String { path + "/" + Self.gatesFolder }

    /// Where in the model's folder a gate's result lies.
    public static func place(ofGateResult digest: Digest) -> String { "\(gatesFolder)/\(digest).json" }

    private func path(ofGateResult digest: Digest) -> String {
        path + "/" + Self.place(ofGateResult: digest)
    }

    /// Keeps a gate's result under its digest; it is durable when this returns.
    ///
    /// One that is there is left alone.
    ///
    /// - Parameter bytes: JSON with a `GateStatement` under the key `statement`.
    /// - Throws: `storage` for bytes that have none, `notWritable`.
    public func keep(gateResult bytes: [UInt8]) throws(RegistryError) -> Digest {
        _ = try RegistryError.storing { () throws(StorageError) in try Self.statement(bytes, file: "a result")
        }
        let digest = Digest(of: bytes)
        // Before the lock, so that a registry that is read-only still answers.
        if (try? gateResult(digest)) == bytes {
            // Whoever wrote it may have been killed before its name was durable.
            try RegistryError.storing { () throws(StorageError) in try FileSystem.synchronize(gatesPath) }
            return digest
        }
        let lock = try lock(for: "keeping a gate's result")
        defer { withExtendedLifetime(lock) {} }
        try write(gateResult: bytes)
        return digest
    }

    /// Writes a result; the lock is held.
    func write(gateResult bytes: [UInt8]) throws(RegistryError) {
        try RegistryError.storing { () throws(StorageError) in
            try FileSystem.makeDirectories(gatesPath)
            try AtomicFile.write(bytes, to: path(ofGateResult: Digest(of: bytes)))
        }
    }

    /// A gate's result by its digest, verified.
    ///
    /// - Throws: `damaged` where it is not there or not as it was written.
    public func gateResult(_ digest: Digest) throws(RegistryError) -> [UInt8] {
        let place = Self.place(ofGateResult: digest)
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileSystem.read(path(ofGateResult: digest))
        } catch {
            throw .damaged(model: name, findings: [finding(place, Self.problem(error))])
        }
        guard Digest(of: bytes) == digest else {
            throw .damaged(model: name, findings: [finding(place, "its content differs from its name")])
        }
        return bytes
    }

    /// The digests of all results that are kept, sorted.
    ///
    /// - Throws: `storage` where the directory cannot be read.
    public func gateResults() throws(RegistryError) -> [Digest] {
        try gateFiles().compactMap(Self.digest(ofGateFile:))
    }

    /// What the results that are kept of a version say, by the digests of the results, sorted.
    ///
    /// - Throws: `damaged` where a result is not as it was written.
    public func statements(
        ofVersion digest: Digest
    ) throws(RegistryError) -> [(result: Digest, statement: GateStatement)] {
        var statements: [(result: Digest, statement: GateStatement)] = []
        for result in try gateResults() {
            let statement = try statement(of: result)
            if statement.versionDigest == digest { statements.append((result, statement)) }
        }
        return statements
    }

    /// What a kept result says of a move.
    ///
    /// - Throws: `damaged` where it is not there, not as it was written, or says nothing.
    func statement(of digest: Digest) throws(RegistryError) -> GateStatement {
        let bytes = try gateResult(digest)
        let place = Self.place(ofGateResult: digest)
        do throws(StorageError) {
            return try Self.statement(bytes, file: place)
        } catch {
            throw .damaged(model: name, findings: [finding(place, Self.problem(error))])
        }
    }

    /// Results whose names or contents are not right, and lines of the journal whose result is not there or says
    /// otherwise.
    func gateFindings() throws(RegistryError) -> [RegistryFinding] {
        var findings: [RegistryFinding] = []
        for file in try gateFiles() {
            guard let digest = Self.digest(ofGateFile: file) else {
                findings.append(finding("\(Self.gatesFolder)/\(file)", "does not belong here; remove it"))
                continue
            }
            do throws(RegistryError) {
                _ = try statement(of: digest)
            } catch .damaged(_, let problems) {
                findings += problems
            }
        }
        for (index, entry) in try history().enumerated() where entry.action == .promote {
            let line = "line \(index + 1)"
            guard let digest = entry.gateResultDigest else {
                findings.append(
                    finding("journal.jsonl", "\(line) rests on no gate's result; \(Self.renewal)"))
                continue
            }
            guard FileSystem.exists(path(ofGateResult: digest)) else {
                findings.append(
                    finding(
                        Self.place(ofGateResult: digest),
                        "is missing, and \(line) of the journal rests on it; \(Self.renewal)"))
                continue
            }
            // One that was touched has its finding already.
            if let statement = try? statement(of: digest), !allows(statement, entry) {
                findings.append(
                    finding("journal.jsonl", "\(line): its gate's result does not allow the move"))
            }
        }
        return findings
    }

    // The journal only grows, so a line from before results were kept stays what it is.
    private static let renewal =
        "restore it from a copy of the registry, or train and promote again into a registry of its own"

    private func allows(_ statement: GateStatement, _ entry: JournalEntry) -> Bool {
        let isOfIt =
            statement.versionDigest == entry.versionDigest && statement.alias == entry.alias
            && statement.incumbentDigest == entry.incumbentDigest && statement.gates == entry.gates
        return isOfIt && (statement.isAccepted || entry.isOverride && statement.isOverridable)
    }

    private func gateFiles() throws(RegistryError) -> [String] {
        guard FileSystem.exists(gatesPath) else { return [] }
        let names = try RegistryError.storing { () throws(StorageError) in
            try FileSystem.names(in: gatesPath)
        }
        return names.filter { !$0.hasPrefix(".") }
    }

    private static func digest(ofGateFile name: String) -> Digest? {
        name.hasSuffix(".json") ? Digest(hexadecimal: String(name.dropLast(5))) : nil
    }

    private static func statement(_ bytes: [UInt8], file: String) throws(StorageError) -> GateStatement {
        struct Stated: Decodable { var statement: GateStatement }
        let statement = try CanonicalJSON.decode(Stated.self, from: bytes, file: file).statement
        guard (1...GateStatement.currentFormat).contains(statement.formatVersion) else {
            throw .unexpectedContent(
                file: file, keyPath: "statement.formatVersion",
                problem: "this program reads format \(GateStatement.currentFormat); use a later release")
        }
        return statement
    }
}
