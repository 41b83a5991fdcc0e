import Storage
import TestKit
import Testing

@testable import Registry

@Suite struct SignatureTests {
    private let sample: SampleRegistry
    private let folder = TemporaryDirectory()

    init() throws { sample = try SampleRegistry.promoted() }

    private var model: ModelDirectory { sample.model }
    private var file: String { model.path(ofVersion: 2) + "/model.sig" }

    private func trusted(_ keys: VerifyingKey...) throws -> TrustedKeys {
        var files: [String] = []
        for key in keys {
            files.append(folder.path + "/\(key.fingerprint).pub")
            try AtomicFile.write(key.pem, to: files.last ?? "")
        }
        return try TrustedKeys(files: files)
    }

    private func isUntrusted(_ version: Int, by keys: TrustedKeys) -> Bool {
        do throws(RegistryError) {
            _ = try model.load(version: version, trusting: keys)
        } catch .untrusted {
            return true
        } catch {
            Issue.record("\(error)")
        }
        return false
    }

    @Test func aBundleOfTheReferenceImplementation() throws {
        try AtomicFile.write(Array(ReferenceBundle.publicKey.utf8), to: folder.path + "/key.pub")
        let key = try VerifyingKey(file: folder.path + "/key.pub")
        let signature = try ModelSignature(Array(ReferenceBundle.bundle.utf8), file: "model.sig")
        #expect(signature.keyFingerprint == key.fingerprint)
        #expect(signature.isSigned(by: key))
        #expect(!signature.isSigned(by: SigningKey.random().verifyingKey))
        var files = ReferenceBundle.files.mapValues { Digest(of: Array($0.utf8)) }
        #expect(signature.problem(with: files) == nil)
        files["model.json"] = .zero
        #expect(signature.problem(with: files) == "it signs another content of `model.json`")
        files["model.json"] = nil
        #expect(signature.problem(with: files) == "it signs `model.json`, which is not there")
        files = signature.files
        files["more.json"] = .zero
        #expect(signature.problem(with: files) == "it does not sign `more.json`")
    }

    @Test func aSignedVersionIsTrusted() throws {
        let key = SigningKey.random()
        let digest = try model.load(version: 2).digest
        #expect(try model.sign(version: 2, with: key))
        #expect(try !model.sign(version: 2, with: key))
        let verified = try model.load(version: 2)
        #expect(verified.digest == digest)
        #expect(verified.signature?.files == verified.digests)
        #expect(Set(verified.digests.keys) == Set(SampleRegistry.files("").keys).union(["manifest.json"]))
        let keys = try trusted(SigningKey.random().verifyingKey, key.verifyingKey)
        #expect(try model.load(version: 2, trusting: keys).digest == digest)
        #expect(try sample.registry.verify().isEmpty)
        #expect(
            try sample.registry.verify(trusting: keys).map(\.description)
                == ["models/buyers/versions/1/model.sig: it is not signed"])
        #expect(isUntrusted(1, by: keys))
        #expect(isUntrusted(2, by: try trusted(SigningKey.random().verifyingKey)))
    }

    @Test func anotherKeyReplacesTheSignature() throws {
        let first = SigningKey.random()
        let second = SigningKey.random()
        try model.sign(version: 2, with: first)
        #expect(try model.sign(version: 2, with: second))
        #expect(isUntrusted(2, by: try trusted(first.verifyingKey)))
        #expect(!isUntrusted(2, by: try trusted(second.verifyingKey)))
    }

    @Test func anotherKeysSignatureStaysWhereItIsNotToBeReplaced() throws {
        let first = SigningKey.random()
        let second = SigningKey.random()
        try model.sign(version: 2, with: first, replacesOthers: false)
        #expect(throws: RegistryError.signedByAnother(model: "buyers", version: 2)) {
            try model.sign(version: 2, with: second, replacesOthers: false)
        }
        #expect(try !model.sign(version: 2, with: first, replacesOthers: false))
        #expect(!isUntrusted(2, by: try trusted(first.verifyingKey)))
        // One that does not hold protects nobody.
        try AtomicFile.write(Array("{}\n".utf8), to: file)
        #expect(try model.sign(version: 2, with: second, replacesOthers: false))
    }

    /// Tools take the digest of a key's text in whichever form they have it.
    @Test func whatASignatureCallsItsKeyIsOnlyAHint() throws {
        let key = SigningKey.random()
        try model.sign(version: 2, with: key)
        let bundle = String(decoding: try FileSystem.read(file), as: UTF8.self)
        let renamed = bundle.split(separator: key.verifyingKey.fingerprint.description)
            .joined(separator: Digest.zero.description)
        #expect(renamed != bundle)
        try AtomicFile.write(Array(renamed.utf8), to: file)
        #expect(!isUntrusted(2, by: try trusted(SigningKey.random().verifyingKey, key.verifyingKey)))
        #expect(isUntrusted(2, by: try trusted(SigningKey.random().verifyingKey)))
    }

    @Test func anyChangedByteOfTheSignatureIsFound() throws {
        let key = SigningKey.random()
        try model.sign(version: 2, with: key)
        let keys = try trusted(key.verifyingKey)
        let verified = try model.load(version: 2)
        let original = try #require(verified.signature)
        #expect(keys.signer(of: original) == key.verifyingKey)
        for index in original.bytes.indices {
            var changed = original.bytes
            changed[index] ^= 1
            guard let signature = try? ModelSignature(changed, file: "model.sig"),
                signature.problem(with: verified.digests) == nil, keys.signer(of: signature) != nil
            else { continue }
            // A changed name of a member that nobody reads changes nothing that is signed.
            let isSame = signature.message == original.message && signature.signature == original.signature
            #expect(isSame && signature.files == original.files, "byte \(index)")
        }
    }

    @Test func aSignatureOfSomethingElseIsNamed() throws {
        let key = SigningKey.random()
        try model.sign(version: 1, with: key)
        let other = try FileSystem.read(model.path(ofVersion: 1) + "/model.sig")
        for bytes in [other, Array("{}\n".utf8), [], Array(ReferenceBundle.bundle.utf8)] {
            try AtomicFile.write(bytes, to: file)
            let found = try sample.registry.verify()
            #expect(found.map(\.path) == ["models/buyers/versions/2/model.sig"])
            #expect(found.allSatisfy { $0.problem.hasSuffix("; sign the version again") })
            #expect(throws: RegistryError.self) { try model.load(version: 2) }
        }
        #expect(try model.sign(version: 2, with: key))
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func aDamagedVersionIsNotSigned() throws {
        let golden = model.path(ofVersion: 2) + "/golden.json"
        try AtomicFile.write([48, 10], to: golden)
        #expect(throws: RegistryError.self) { try model.sign(version: 2, with: SigningKey.random()) }
        #expect(!FileSystem.exists(file))
        #expect(throws: RegistryError.noSuchVersion(model: "buyers", version: 7, known: [1, 2])) {
            try model.sign(version: 7, with: SigningKey.random())
        }
    }

    @Test func aCallerCannotPublishASignature() throws {
        var files = SampleRegistry.files("three")
        files["model.sig"] = [1]
        #expect(throws: RegistryError.invalidFileName("model.sig")) {
            try model.publish(files: files, kind: .scorer, recipeDigest: SampleRegistry.recipe("three"))
        }
    }

    @Test func signaturesArePulled() throws {
        let key = SigningKey.random()
        let target = try SampleRegistry()
        try target.registry.pull("buyers", from: sample.registry)
        try model.sign(version: 2, with: key)
        let later = try SampleRegistry()
        for registry in [target.registry, later.registry] {
            try registry.pull("buyers", from: sample.registry)
            #expect(
                try registry.model("buyers").load(version: 2, trusting: trusted(key.verifyingKey)).version
                    == 2)
            #expect(try registry.verify().isEmpty)
        }
    }

    @Test func whatAKilledSignerLeavesIsInOrder() throws {
        let staged = model.path(ofVersion: 2) + "/.model.sig.partial"
        try AtomicFile.write([123], to: staged)
        #expect(try sample.registry.verify().isEmpty)
        try model.sign(version: 2, with: SigningKey.random())
        #expect(!FileSystem.exists(staged))
    }

    @Test func errorsSayWhatToDo() {
        let text = RegistryError.untrusted(model: "buyers", version: 2, problem: "it is not signed")
            .description
        #expect(
            text.hasPrefix(
                "version 2 of `buyers`: it is not signed; check it, then run `leadline registry sign`"))
    }
}
