import FoundationEssentials
import TestKit
import Testing

/// Keys, signatures and who insists on them, from the command line.
@Suite struct SigningTests {
    @Test func aVersionIsSignedAndVerified() throws {
        let shop = try Shop.promoted()
        let made = try shop.leadline("key", "signing", "--output", "keys")
        #expect(made.status == 0)
        #expect(made.output.hasPrefix("keys/signing.key signs, keys/signing.pub verifies: key "))
        #expect(shop.names(below: shop.path + "/keys") == ["signing.key", "signing.pub"])
        let secret = try BuiltProgram.text(shop.path + "/keys/signing.key")
        #expect(!(made.output + made.errors).contains(secret.split(separator: "\n")[1]))
        #expect(try shop.leadline("key", "signing", "--output", "keys").status == 3)
        let unsigned = try shop.leadline("registry", "verify", "--trusted-key", "keys/signing.pub")
        #expect(unsigned.status == 1 && unsigned.output.contains("1/model.sig: it is not signed"))

        let sign = ["registry", "sign", "models:/shop@production", "--key", "keys/signing.key"]
        let first = try BuiltProgram.leadline.run(sign, in: shop.path)
        #expect(
            first.status == 0 && first.output.hasPrefix("version 1 of shop is signed by key "), "\(first)")
        let again = try BuiltProgram.leadline.run(sign, in: shop.path)
        #expect(again.output.hasPrefix("version 1 of shop is signed already by key "), "\(again)")
        #expect(try shop.leadline("registry", "verify", "--trusted-key", "keys/signing.pub").status == 0)
        #expect(try shop.leadline("registry", "verify").status == 0)
        let shown = try shop.leadline("registry", "show", "models:/shop/1")
        #expect(shown.output.contains("\nsigned  "), "\(shown.output)")

        _ = try shop.leadline("key", "signing", "--output", "other")
        let other = try shop.leadline("registry", "verify", "--trusted-key", "other/signing.pub")
        #expect(other.status == 1 && other.output.contains("none of the trusted keys signed it"))
        let wrong = try shop.leadline(
            "registry", "sign", "models:/shop/1", "--key", "keys/signing.pub")
        #expect(wrong.status == 3, "\(wrong)")
    }

    /// Whoever sends a key could else hold up a job that verifies by it.
    ///
    /// Away from the terminal libcrypto would ask in the output.
    @Test func nobodyIsAskedForThePassphraseOfAPublicKey() throws {
        let shop = try Shop()
        #expect(try shop.leadline("key", "signing", "--output", "keys").status == 0)
        let lines = try BuiltProgram.text(shop.path + "/keys/signing.pub").split(separator: "\n")
        let cipher = ["Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF", ""]
        let text = ([String(lines[0])] + cipher + lines.dropFirst().map(String.init)).joined(separator: "\n")
        try shop.write(text + "\n", to: "encrypted.pub")
        let refused = try BuiltProgram.environment.run(
            [
                "setsid", "--wait", BuiltProgram.leadline.path, "registry", "verify", "--trusted-key",
                "encrypted.pub",
            ], in: shop.path)
        #expect(refused.status == 3, "\(refused)")
        #expect(refused.errors.contains("it holds no public key of the curve P-256"), "\(refused)")
        #expect(!refused.errors.contains("pass phrase"), "\(refused)")
    }

    @Test func trainingSignsWhatItRegisters() throws {
        let shop = try Shop.promoted()
        _ = try shop.leadline("key", "signing", "--output", "keys")
        let lost = try shop.leadline("train", "pipeline.yaml", "--sign", "keys/none.key")
        #expect(lost.status == 3 && lost.errors.contains("keys/none.key: no such file"), "\(lost)")
        let trained = try shop.leadline("train", "pipeline.yaml", "--sign", "keys/signing.key")
        #expect(trained.status == 0, "\(trained)")
        #expect(shop.versions == ["1"])
        #expect(try shop.leadline("registry", "verify", "--trusted-key", "keys/signing.pub").status == 0)
        // The same recipe with another key: who released the version stays who released it.
        _ = try shop.leadline("key", "signing", "-o", "other")
        let other = try shop.leadline("train", "pipeline.yaml", "--sign", "other/signing.key")
        #expect(other.status == 3, "\(other)")
        #expect(other.errors.contains("`leadline registry sign models:/shop/1`"), "\(other)")
        #expect(try shop.leadline("registry", "verify", "--trusted-key", "keys/signing.pub").status == 0)
    }

    @Test func theDaemonServesSignedVersionsAlone() throws {
        let shop = try Shop.promoted()
        _ = try shop.leadline("key", "signing", "--output", "keys")
        do {
            let daemon = try RunningDaemon(shop, "--trusted-key", "keys/signing.pub")
            try RunningDaemon.wait { daemon.log.contains("model.refused") }
            #expect(daemon.log.contains("it is not signed"))
            #expect(try daemon.request("GET", "/v2/health/ready").status == 503)
            _ = try shop.leadline("registry", "sign", "models:/shop/1", "--key", "keys/signing.key")
            try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        }
        #expect(throws: (any Error).self) { try RunningDaemon(shop, "--trusted-key", "keys/none.pub") }
    }
}
