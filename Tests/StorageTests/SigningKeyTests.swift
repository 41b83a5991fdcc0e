import Glibc
import Storage
import TestKit
import Testing

@Suite struct SigningKeyTests {
    private let directory = TemporaryDirectory()
    private var secret: String { directory.path + "/signing.key" }
    private var open: String { directory.path + "/signing.pub" }
    private let message = Array("what is signed".utf8)

    /// OpenSSL 3.0: openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt; openssl dgst -sha256
    /// -sign made the signature of "what is signed".
    @Test func aSignatureOfOpenSSL() throws {
        try AtomicFile.write(Array(Self.publicPEM.utf8), to: open)
        let key = try VerifyingKey(file: open)
        #expect(key.pem == Array(Self.publicPEM.utf8))
        let signature = try #require(Base64.bytes(Self.signature))
        #expect(key.verifies(signature, of: message))
        #expect(!key.verifies(signature, of: message + [0]))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!key.verifies(changed, of: message), "byte \(index)")
        }
        #expect(!key.verifies([], of: message))
        #expect(!key.verifies(signature, of: []))
    }

    @Test func aPairOfFiles() throws {
        let made = try SigningKey.create(privateKey: secret, publicKey: open)
        let key = try SigningKey(file: secret)
        #expect(key.verifyingKey == made)
        #expect(try VerifyingKey(file: open) == made)
        #expect(made.fingerprint == (try Digest.file(open)))
        let signature = key.sign(message)
        #expect(made.verifies(signature, of: message))
        let another = SigningKey.random().verifyingKey
        #expect(!another.verifies(signature, of: message))
        let before = try FileSystem.read(secret)
        #expect(throws: StorageError.alreadyExists(path: secret)) {
            try SigningKey.create(privateKey: secret, publicKey: open)
        }
        #expect(throws: StorageError.alreadyExists(path: open)) {
            try SigningKey.create(privateKey: directory.path + "/other.key", publicKey: open)
        }
        #expect(try FileSystem.read(secret) == before)
        #expect(try FileSystem.names(in: directory.path) == ["signing.key", "signing.pub"])
    }

    @Test func aPrivateKeyIsItsOwnersAlone() throws {
        _ = try SigningKey.create(privateKey: secret, publicKey: open)
        let isChanged = unsafe chmod(secret, 0o604) == 0
        #expect(isChanged)
        #expect(throws: StorageError.exposed(path: secret, mode: 0o604)) { _ = try SigningKey(file: secret) }
    }

    @Test func whatIsNoKeyOfThisKindIsNamedWithoutItsContent() throws {
        for text in [
            "", "secret", Self.publicPEM, Self.encryptedPEM, Self.otherCurvePEM, Self.publicPEM.lowercased(),
        ] {
            try AtomicFile.write(Array(text.utf8), to: secret, permissions: 0o600)
            let error = #expect(throws: StorageError.self) { _ = try SigningKey(file: secret) }
            let told = error.map { "\($0)" } ?? ""
            #expect(told.contains("\(secret): `PRIVATE KEY`: it holds no private key of the curve P-256"))
            #expect(!text.split(separator: "\n").contains { told.contains($0) })
        }
        _ = try? FileSystem.remove(secret)
        #expect(throws: StorageError.missing(path: secret)) { _ = try SigningKey(file: secret) }
        try AtomicFile.write(Array(Self.otherCurvePEM.utf8), to: open)
        #expect(throws: StorageError.self) { try VerifyingKey(file: open) }
    }

    @Test func whatCannotBeWrittenLeavesNoHalfOfAPair() throws {
        let nowhere = directory.path + "/none/signing.pub"
        #expect(throws: StorageError.self) {
            try SigningKey.create(privateKey: secret, publicKey: nowhere)
        }
        #expect(try FileSystem.names(in: directory.path).isEmpty)
    }

    /// OpenSSL 3.0: openssl ec -pubin -conv_form compressed, and -param_enc explicit.
    @Test func aKeyHasOneTextInWhicheverFormItIsRead() throws {
        for text in [Self.compressedPEM, Self.explicitPEM] {
            try AtomicFile.write(Array(text.utf8), to: open)
            #expect(try VerifyingKey(file: open).pem == Array(Self.publicPEM.utf8))
        }
    }

    @Test func severalKeysInAFileAreRefused() throws {
        try AtomicFile.write(Array((Self.publicPEM + Self.compressedPEM).utf8), to: open)
        let error = #expect(throws: StorageError.self) { try VerifyingKey(file: open) }
        #expect(error?.description.contains("it holds several keys; give each a file of its own") == true)
    }

    /// A test that waits for a pipe or reads a device to its end does not come to its own.
    @Test func aKeyIsNotWaitedFor() throws {
        let pipe = directory.path + "/pipe"
        let isMade = unsafe mkfifo(pipe, 0o600) == 0
        #expect(isMade)
        let reason = "it is not a regular file"
        #expect(throws: StorageError.unreadable(path: pipe, reason: reason)) {
            _ = try SigningKey(file: pipe)
        }
        for path in [pipe, "/dev/zero", directory.path] {
            #expect(throws: StorageError.unreadable(path: path, reason: reason)) {
                try VerifyingKey(file: path)
            }
        }
        try AtomicFile.write([UInt8](repeating: 10, count: 1 << 20 + 1), to: open)
        #expect(throws: StorageError.unreadable(path: open, reason: "it has more than 1048576 bytes")) {
            try VerifyingKey(file: open)
        }
        try AtomicFile.write([], to: open)
        #expect(throws: StorageError.self) { try VerifyingKey(file: open) }
    }

    @Test func aLinkToAKeyIsFollowed() throws {
        let made = try SigningKey.create(privateKey: secret, publicKey: open)
        for path in [secret, open] {
            let isLinked = unsafe symlink(path, path + ".link") == 0
            #expect(isLinked)
        }
        #expect(try SigningKey(file: secret + ".link").verifyingKey == made)
        #expect(try VerifyingKey(file: open + ".link") == made)
    }

    private static let compressedPEM = """
        -----BEGIN PUBLIC KEY-----
        MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAD4MbmpTZOLnqSPxYH2wqym1nDhPOK
        nO7krxAEqp6D1qQ=
        -----END PUBLIC KEY-----

        """

    private static let explicitPEM = """
        -----BEGIN PUBLIC KEY-----
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABODG5qU2Ti56kj8WB9sKsptZ
        w4Tzipzu5K8QBKqeg9akkQRtykwCN81j1PDzXjhBGjUX8XyAKh2Zhq9g39D2RNE=
        -----END PUBLIC KEY-----

        """

    private static let publicPEM = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4MbmpTZOLnqSPxYH2wqym1nDhPOK
        nO7krxAEqp6D1qSRBG3KTAI3zWPU8PNeOEEaNRfxfIAqHZmGr2Df0PZE0Q==
        -----END PUBLIC KEY-----

        """

    /// Of the same key, with a passphrase.
    private static let encryptedPEM = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj7i7puqXiWdQICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEOqHb9NbehQY8swFXI9sTawEgZAb
        eUjShV2shZQx5Ee5rOkn4OWRfueIywZ5kMZnIoDs5dk2ONCN7LfAzU3dJP+7gVSP
        bNZcAC9mIT1P4wjPQkpMS83CmhTyhTXolaMTigCTlbGZcPrA94AHsD4LXQNq2ETx
        Vbys514jkZJQwjUnzj4defvrU+tijV26ybfgz7FpciF5vJerQjkgiyLqvdqtrlk=
        -----END ENCRYPTED PRIVATE KEY-----

        """

    /// A key of P-384.
    private static let otherCurvePEM = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDxQIc6Vwj0PlPRAhfi
        MPwLQUrieroAtID32c2iNT4oPo2M8onRc7DdKcllVTbCR3ehZANiAATfaF/1copA
        1VgXbX4mFAu2dkACchsQsYLYoFNK49gM7rGK1h4utXUMtLiZcG5HgYINxYm/LumD
        lsUJ5l4TevRe/rn6933zHrlSEN2hWT+81fBPu/yyBDkjvE5tGP4tiC0=
        -----END PRIVATE KEY-----

        """

    private static let signature =
        "MEQCIF+BMnq9rL+u1Hfu2q7TFg6ngx9t77VpRznS9v78XmG8AiBioJLYaFy+cdy7cjFjxU75oZT+tnRabuzTMpyGfKL+kw=="
}
