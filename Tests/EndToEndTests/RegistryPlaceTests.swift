import FoundationEssentials
import Glibc
import Storage
import TestKit
import Testing

/// A registry that is copied, mounted read-only, sent from another machine, or written by many at once.
@Suite struct RegistryPlaceTests {
    private static let readers = [
        ["registry", "verify"], ["registry", "list"], ["registry", "show", "models:/shop@production"],
        ["registry", "history", "shop"], ["registry", "lineage", "models:/shop/1"],
        ["gate", "pipeline.yaml"],
        ["registry", "export", "models:/shop/1", "--as", "onnx", "-o", "outside/model.onnx"],
        ["score", "pipeline.yaml", "-o", "outside/scores.csv"],
    ]

    private func scores(_ shop: Shop, registry: String) throws -> String {
        let scored = try shop.leadline(
            "score", "pipeline.yaml", "--registry", registry, "-o", "scores.csv", "--as-of", Shop.asOf)
        #expect(scored.status == 0, "\(scored)")
        return try BuiltProgram.text(shop.path + "/scores.csv")
    }

    @Test func aCopyIsARegistry() throws {
        let shop = try Shop.promoted()
        let other = TemporaryDirectory()
        let copy = other.path + "/somewhere else/copy"
        try FileManager.default.createDirectory(
            atPath: other.path + "/somewhere else", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: shop.registry, toPath: copy)
        let verified = try shop.leadline("registry", "verify", "--registry", copy)
        #expect(verified.status == 0, "\(verified)")
        let shown = try [shop.registry, copy].map {
            try shop.leadline("registry", "show", "models:/shop@production", "--registry", $0)
        }
        #expect(shown[0].status == 0)
        #expect(
            shown[0].output.replacing(shop.registry, with: "") == shown[1].output.replacing(copy, with: ""))
        #expect(try scores(shop, registry: copy) == scores(shop, registry: shop.registry))
        // It can be written, too, and knows what was decided before.
        let train = ["pipeline.yaml", "--registry", copy]
        #expect(try BuiltProgram.leadline.run(["train"] + train, in: shop.path).output.contains("versions/1"))
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        for verb in ["train", "promote", "rollback"] {
            let done = try BuiltProgram.leadline.run([verb] + train, in: shop.path)
            #expect(done.status == 0, "\(done)")
        }
        #expect(try shop.leadline("registry", "verify", "--registry", copy).status == 0)
    }

    /// In a mount of its own, which only the superuser can make.
    @Test(.enabled(if: geteuid() == 0, "only the superuser can mount"))
    func aReadOnlyMountIsRead() throws {
        let shop = try Shop.promoted()
        #expect(try shop.leadline("gate", "pipeline.yaml").status == 0)
        try FileManager.default.createDirectory(
            atPath: shop.path + "/outside", withIntermediateDirectories: false)
        func mounted(_ words: [String]) throws -> BuiltProgram.Outcome {
            try BuiltProgram.unshare.run(
                [
                    "-m", "sh", "-c",
                    "mount --bind registry registry && mount -o remount,ro,bind registry || exit 99; exec \"$@\"",
                    "sh", BuiltProgram.leadline.path,
                ] + words, in: shop.path)
        }
        if try mounted(["version"]).status != 0 {
            print("mounts cannot be made here: the read-only mount is not tested")
            return
        }
        for words in Self.readers {
            let read = try mounted(words)
            #expect(read.status == 0, "\(words): \(read)")
        }
        // The version is there already.
        let trained = try mounted(["train", "pipeline.yaml"])
        #expect(trained.status == 0 && trained.output.contains("versions/1"), "\(trained)")
        let before = shop.names(below: shop.registry)
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        for words in [["train", "pipeline.yaml"], ["registry", "retire", "shop", "1", "--why", "x"]] {
            let refused = try mounted(words)
            #expect(refused.status == 3 && refused.errors.contains("Read-only file system"), "\(refused)")
        }
        #expect(shop.names(below: shop.registry) == before)
    }

    @Test func aModelComesFromAnotherMachine() throws {
        let shop = try Shop.promoted()
        let other = TemporaryDirectory()
        // In the place of OpenSSH: runs the command here.
        let program = other.path + "/bin/ssh"
        try FileManager.default.createDirectory(
            atPath: other.path + "/bin", withIntermediateDirectories: false)
        let script = "#!/bin/sh\nfor last; do :; done\nexec sh -c \"$last\"\n"
        // By a process of its own: while this one has a file open for writing, so has any that another thread is just
        // starting, and the system runs no program that somebody writes.
        let written = try BuiltProgram.environment.run(
            ["sh", "-c", #"printf %s "$1" >"$2" && chmod 755 "$2""#, "sh", script, program], in: other.path)
        #expect(written.status == 0, "\(written)")
        let path = ["PATH=\(other.path)/bin:/usr/bin:/bin"]
        func pull(_ address: String, _ words: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                ["registry", "pull", "shop", "--from", address] + words, in: other.path, environment: path)
        }
        let pulled = try pull("ssh://kim@trainer\(shop.registry)")
        #expect(pulled.status == 0, "\(pulled)")
        #expect(pulled.output == "1 versions and 1 journal lines copied\n")
        #expect(try BuiltProgram.leadline.run(["registry", "verify"], in: other.path).status == 0)
        #expect(
            shop.names(below: other.path + "/registry/models/shop").filter { !$0.hasSuffix(".lock") }
                == shop.names(below: shop.model).filter { !$0.hasSuffix(".lock") })
        let missing = try pull("ssh://trainer/nowhere")
        #expect(missing.status == 3 && missing.errors.contains("ssh ended with exit code 2"), "\(missing)")
        let wrong = try pull("ssh://-oProxyCommand=touch/srv")
        #expect(wrong.status == 3 && wrong.errors.contains("its host is not a name"), "\(wrong)")
        #expect(try pull(shop.registry, "--limit", "1").status == 3)
        #expect(try pull("ssh://trainer\(shop.registry)", "--limit", "1").status == 0)
    }

    /// What a stopped writer left is told, is no damage, and goes with the next writer.
    @Test func leftoversAreTold() throws {
        let shop = try Shop.promoted()
        let places = ["versions/.2.partial", "gates/.\(String(repeating: "0", count: 64)).json.partial"]
        func leave() throws {
            try FileManager.default.createDirectory(
                atPath: shop.model + "/" + places[0], withIntermediateDirectories: false)
            try shop.write("{", to: "registry/models/shop/" + places[1])
        }
        try leave()
        let told = try shop.leadline("registry", "verify")
        #expect(told.status == 0, "\(told)")
        let gc = ["registry", "gc", "shop"]
        let listed = try BuiltProgram.leadline.run(gc, in: shop.path)
        for place in places {
            let line = "models/shop/\(place): a writer is at work or was stopped here; the next one clears it"
            #expect(told.output.contains(line) && listed.output.contains(line), "\(told) \(listed)")
        }
        let cleared = try BuiltProgram.leadline.run(
            gc + ["--apply", "--by", "kim", "--why", "tidy"], in: shop.path)
        #expect(cleared.status == 0 && cleared.output.contains("\(places[0]) cleared\n"), "\(cleared)")
        #expect(!(try shop.leadline("registry", "verify").output.contains("partial")))
        try leave()
        #expect(
            try shop.leadline("registry", "approve", "shop", "1", "--why", "x", "--by", "kim").status == 0)
        #expect(!shop.names(below: shop.model).contains { $0.contains("partial") })
    }

    /// Eight at once for one alias: who comes too late is told no, and every move that was told is in the chain.
    @Test func manyForOneAlias() throws {
        let shop = try Shop.promoted()
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let streams = TemporaryDirectory()
        func start(_ name: String, _ words: [String]) throws -> pid_t {
            try BuiltProgram.leadline.start(
                words, in: shop.path, output: "\(streams.path)/\(name)",
                errors: "\(streams.path)/\(name).errors")
        }
        let writers = try (0..<8).map { index in
            try start(
                "writer-\(index)",
                [
                    "promote", "pipeline.yaml", "--version", "\(index % 2 + 1)", "--alias", "canary",
                    "--override", "--by", "kim-\(index)", "--why", "a test",
                ])
        }
        let readers = try (0..<8).map { index in
            try start("reader-\(index)", Self.readers[index % 4])
        }
        for (index, process) in readers.enumerated() {
            let status = BuiltProgram.end(of: process)
            let errors = try BuiltProgram.text("\(streams.path)/reader-\(index).errors")
            #expect(status == 0, "\(errors)")
        }
        var moves = 0
        for (index, process) in writers.enumerated() {
            let status = BuiltProgram.end(of: process)
            let output = try BuiltProgram.text("\(streams.path)/writer-\(index)")
            let errors = try BuiltProgram.text("\(streams.path)/writer-\(index).errors")
            #expect([0, 1].contains(status), "\(output)\(errors)")
            if status == 0 && output.contains(" is now version ") { moves += 1 }
        }
        let lines = try BuiltProgram.text(shop.model + "/journal.jsonl").split(separator: "\n")
        #expect(moves >= 1 && lines.count(where: { $0.contains("\"canary\"") }) == moves)
        #expect(try shop.leadline("registry", "verify").status == 0)
    }
}
