import Glibc
import Storage
import TestKit
import Testing

@testable import Registry

/// A registry on another machine, which a program in the place of `ssh` makes of this one.
@Suite struct RemoteTests {
    private let source: SampleRegistry
    private let target: SampleRegistry

    init() throws {
        source = try SampleRegistry.promoted()
        target = try SampleRegistry()
    }

    private func address(_ sample: SampleRegistry) -> String {
        "ssh://kim@models.internal:2222\(sample.registry.root)"
    }

    /// A program that writes down its arguments and does what a script says with the last one.
    private func program(_ script: String = "exec sh -c \"$last\"") throws -> String {
        let path = target.directory.path + "/ssh"
        let text = """
            #!/bin/sh
            printf '%s\\n' "$@" >'\(target.directory.path)/words'
            for last; do :; done
            \(script)
            """
        // By a process of its own: while this one has a file open for writing, so has any that another thread is just
        // starting, and the system runs no program that somebody writes.
        var writing = try ChildProcess([
            "sh", "-c", #"printf %s "$1" >"$2.new" && chmod 755 "$2.new" && mv "$2.new" "$2""#, "sh", text,
            path,
        ])
        let code = writing.finish()
        try #require(code == 0)
        return path
    }

    private func pull(by program: String, limit: Int = 1 << 20) throws(RegistryError) -> PullResult {
        try target.registry.pull(
            "buyers", from: RemoteRegistry(address(source)), limit: limit, by: program)
    }

    private func files(_ sample: SampleRegistry) -> [String: [UInt8]]? {
        try? SampleRegistry.tree(sample.registry.root).filter { !$0.key.hasSuffix("/.lock") }
    }

    @Test func aCopyIsTheSameBytes() throws {
        let result = try pull(by: program())
        #expect(result.versions == [1, 2] && result.entries == 4)
        #expect(files(target) == files(source))
        #expect(try target.registry.verify().isEmpty)
        let words = String(
            decoding: try FileSystem.read(target.directory.path + "/words"), as: UTF8.self
        ).split(separator: "\n").map(String.init)
        #expect(
            words == [
                "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15", "-o",
                "ServerAliveCountMax=3", "-p", "2222", "-l", "kim", "--", "models.internal",
                "tar -C '\(source.registry.root)' -cf - 'models/buyers'",
            ])
        let again = try pull(by: program())
        #expect(again.versions.isEmpty && again.entries == 0)
    }

    @Test func whatFailsChangesNothing() throws {
        let before = files(target)
        func refusal(_ script: String, limit: Int = 1 << 20) throws -> RegistryError? {
            let error = #expect(throws: RegistryError.self) {
                try pull(by: program(script), limit: limit)
            }
            #expect(files(target)?.filter { !$0.key.hasPrefix("ssh") } == before, "\(script)")
            return error
        }
        let path = target.directory.path + "/ssh"
        for script in ["exit 255", "echo nonsense; exit 255", "sh -c \"$last\" | head -c 5000; exit 255"] {
            #expect(try refusal(script) == .unreachable(program: path, code: 255), "\(script)")
        }
        #expect(try refusal("sh -c \"$last\"; exit 2") == .unreachable(program: path, code: 2))
        let early = StorageError.malformedArchive(name: "the sent model", problem: "it ends too early")
        #expect(try refusal("sh -c \"$last\" | head -c 5000") == .storage(early))
        let large = StorageError.malformedArchive(
            name: "the sent model", problem: "it is larger than the limit")
        #expect(try refusal("exec sh -c \"$last\"", limit: 4000) == .storage(large))
        #expect(try refusal("cat /dev/zero") != nil)
        let other = StorageError.malformedArchive(
            name: "the sent model", problem: "it holds something else than the model")
        #expect(
            try refusal(
                "cd '\(source.registry.root)' && tar --transform=s/buyers/sellers/ -cf - models/buyers")
                == .storage(other))
        #expect(throws: RegistryError.self) {
            try target.registry.pull(
                "buyers", from: RemoteRegistry(address(source)), limit: 1, by: "/nowhere/ssh")
        }
        #expect(throws: RegistryError.invalidName(kind: "a model", name: "../x")) {
            try target.registry.pull(
                "../x", from: RemoteRegistry(address(source)), limit: 1, by: program())
        }
    }

    /// What the other machine sends is verified as what a folder holds.
    @Test func aDamagedSourceIsRefused() throws {
        try AtomicFile.write([1], to: source.model.path + "/versions/2/golden.json")
        #expect(throws: RegistryError.self) { try pull(by: program()) }
        #expect(try target.model.versions() == [1] && target.model.aliases().isEmpty)
        #expect(try target.registry.verify().isEmpty)
    }

    /// A link instead of a file would be read from here.
    @Test func aLinkIsRefused() throws {
        let path = source.model.path + "/versions/2/golden.json"
        try FileSystem.remove(path)
        let isMade = unsafe symlink("/etc/passwd", path) == 0
        #expect(isMade)
        #expect(throws: RegistryError.self) { try pull(by: program()) }
        #expect(try target.model.versions().isEmpty)
    }

    @Test(arguments: [
        "ssh://host/srv/registry", "ssh://kim@host/srv/registry", "ssh://kim@host:22/srv/my registry",
        "ssh://[fe80::1]:2222/srv", "ssh://10.0.0.1/srv",
    ])
    func addresses(text: String) throws {
        #expect(RemoteRegistry.isAddress(text))
        #expect(throws: Never.self) { try RemoteRegistry(text) }
    }

    @Test(arguments: [
        "ssh://", "ssh://host", "ssh:///srv", "ssh://host/", "ssh://-oProxyCommand=x/srv", "ssh://ho st/srv",
        "ssh://kim:secret@host/srv", "ssh://-l@host/srv", "ssh://@host/srv", "ssh://host:0/srv",
        "ssh://host:65536/srv", "ssh://host:/srv", "ssh://host:-1/srv", "ssh://host:22x/srv",
        "ssh://host/srv'; rm -rf ~; '", "ssh://host/$(id)", "ssh://host/`id`", "ssh://host/a\nb",
        "ssh://host/a\\b",
        "ssh://host/a!b", "ssh://ho\"st/srv", "ssh://[::1/srv", "ssh://[zz]/srv", "ssh://[]/srv",
        "ssh://[::1]x/srv",
        "ssh://höst/srv", "ssh://host/srv\0", "ssh://.host/srv", "/srv/registry",
    ])
    func addressesThatAreRefused(text: String) {
        let error = #expect(throws: RegistryError.self) { try RemoteRegistry(text) }
        guard case .invalidAddress? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("secret") == false)
        #expect(error?.description.hasSuffix("write ssh://[user@]host[:port]/path") == true)
    }
}
