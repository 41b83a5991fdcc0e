@testable import Models
@testable import Registry
@testable import Scoring
@testable import Storage

/// What a registry holds: packages, manifests, journals and the names of versions.
let parsers: [Parser] = [
    { try tensors($0) },
    { bytes in
        // The header's length is set, so that what follows is reached sooner.
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let length = UInt64(parts[0].count)
        let frame = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) }
        try tensors(frame + parts[0] + (parts.count == 2 ? parts[1] : []))
    },
    { bytes in
        let manifest = try SealedJSON.decode(Manifest.self, from: sealed(bytes), file: "fuzz.json")
        let again = try SealedJSON.encode(manifest)
        expect(
            try SealedJSON.decode(Manifest.self, from: again, file: "fuzz.json") == manifest,
            "a manifest, written and read")
    },
    { bytes in _ = try SealedJSON.decode(JSONValue.self, from: bytes, file: "fuzz.json") },
    { bytes in
        // A journal of the lines given, chained anew unless a line is none.
        var last = Digest.zero
        var journal: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard case .object(var members)? = try? CanonicalJSON.parse(Array(line), file: "fuzz"),
                members["previous"] == nil, members["digest"] == nil
            else {
                journal += line + [UInt8(ascii: "\n")]
                continue
            }
            members["previous"] = .text(last.description)
            last = Digest(of: CanonicalJSON.line(.object(members)))
            journal += CanonicalJSON.encode(SealedJSON.seal(.object(members)))
        }
        let entries = try Journal<JournalEntry>(path: Scratch.write(journal)).read()
        let written = try CanonicalJSON.encode(entries)
        expect(
            try CanonicalJSON.decode([JournalEntry].self, from: written, file: "written.json") == entries,
            "a journal, written and read")
        let ledger = AliasLedger(entries)
        for alias in ledger.aliases {
            expect(ledger.version(of: alias).map { $0 == ledger.version(of: alias) } ?? true, alias)
            _ = ledger.predecessors(of: alias)
        }
    },
    { bytes in
        let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
        guard parts.count == 3 else { return }
        let package = try ScorerPackage(files: [
            ScorerPackage.modelFile: parts[0], ScorerPackage.goldenFile: parts[1],
            ScorerPackage.weightsFile: parts[2],
        ])
        try package.replayGolden()
        let row = [Double](repeating: .nan, count: package.model.inputs.count)
        let score = package.model.score(row.span)
        expect((0...1).contains(score.probability.value), "a probability")
        if package.features != nil { _ = try LiveScorer(package) }
        expect(
            try ScorerPackage(files: package.files()).files() == package.files(),
            "a package, written and read")
    },
    { bytes in
        let reference = try ModelReference(text(bytes))
        expect(try ModelReference(reference.description) == reference, "a reference, written and read")
    },
    { bytes in
        let signature = try ModelSignature(bytes, file: "fuzz.sig")
        try signed(signature)
        expect(key.map(signature.isSigned) != nil, "the key of the seeds")
    },
    { bytes in
        // What a signature is of, in an envelope; the digest of its files' digests is set anew.
        var payload = bytes
        if var statement = try? CanonicalJSON.decode(SignedStatement.self, from: bytes, file: "fuzz"),
            !statement.subject.isEmpty
        {
            let digests = statement.predicate.resources.flatMap(\.digest.bytes)
            statement.subject[0].digest.sha256 = Digest(of: digests)
            payload = try CanonicalJSON.encode(statement)
        }
        let bundle = SignatureBundle(
            mediaType: SignatureBundle.mediaType, verificationMaterial: .init(publicKey: .init()),
            dsseEnvelope: .init(
                payload: Base64.text(payload), payloadType: SignatureBundle.payloadType,
                signatures: [.init(sig: Base64.text([0x30, 0x06, 2, 1, 1, 2, 1, 1]))]))
        try signed(ModelSignature(try CanonicalJSON.encode(bundle), file: "fuzz.sig"))
    },
    { bytes in
        let key = try VerifyingKey(file: Scratch.write(bytes))
        expect(try VerifyingKey(file: Scratch.write(key.pem)) == key, "a public key, written and read")
    },
]

func isTold(_ error: any Error) -> Bool {
    let text = "\(error)"
    switch error {
    case let error as StorageError:
        let isPlaced =
            switch error {
            case .malformedJSON(let file, let line, let column, _):
                text.hasPrefix("\(file):\(line):\(column): ") && line >= 1 && column >= 1
            case .brokenJournal(let path, let line, _): text.hasPrefix("\(path):\(line): ") && line >= 1
            default: text.hasPrefix("fuzz.") || text.hasPrefix("\(Scratch.path): ")
            }
        return isPlaced && hasRemedy(text)
    case is ScoringError, is RegistryError: return hasRemedy(text)
    default: return false
    }
}

private func tensors(_ bytes: [UInt8]) throws {
    let tensors = try Safetensors.decode(bytes, file: "fuzz.safetensors")
    let written = tensors.encode()
    let again = try Safetensors.decode(written, file: "fuzz.safetensors")
    expect(again.encode() == written, "tensors, written and read")
}

/// A key that signed one of the seeds.
private let key: VerifyingKey? = try? VerifyingKey(
    file: Scratch.write(
        Array(
            """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEch21CCJAvKXUfhTdy/o1Bve6ElnV
            aKtRrLVcN5gg2QGpHEgxWxo3ZG0TgPxsfph1UwHqPJgv+MYCWerycUgo1A==
            -----END PUBLIC KEY-----
            """.utf8)))

/// A signature is of the files that it names, whoever made it.
private func signed(_ signature: ModelSignature) throws {
    expect(signature.problem(with: signature.files) == nil, "a signature of its own files")
    if let name = signature.files.keys.min() {
        var others = signature.files
        others[name] = Digest(of: Array("another content".utf8))
        expect(signature.problem(with: others) != nil, "a file of another content")
        others[name] = nil
        expect(signature.problem(with: others) != nil, "a file that is not there")
    }
    let again = try SignedStatement(signature.files, name: "m").files(file: "written.json")
    expect(again == signature.files, "a statement, written and read")
}

/// The canonical bytes of the JSON object that some bytes hold, with its digest; other bytes as they are.
private func sealed(_ bytes: [UInt8]) -> [UInt8] {
    guard case .object(var members)? = try? CanonicalJSON.parse(bytes, file: "fuzz") else { return bytes }
    members["digest"] = nil
    return CanonicalJSON.encode(SealedJSON.seal(.object(members)))
}
