import FoundationEssentials
import Glibc
import TestKit

/// A program to run, such as those that SwiftPM builds beside the tests.
struct BuiltProgram: Sendable {
    static let leadline = BuiltProgram(name: "leadline")
    static let leadlined = BuiltProgram(name: "leadlined")
    /// Runs any other program, with variables of its own.
    static let environment = BuiltProgram(path: "/usr/bin/env")
    /// The system's, which runs a program in mounts of its own.
    static let unshare = BuiltProgram(path: "/usr/bin/unshare")

    let path: String

    /// How a run ended.
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    private init(path: String) { self.path = path }

    private init(name: String) {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        path = tests.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/" + name
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - folder: where it is started.
    ///   - environment: `NAME=VALUE`, beside what these tests have.
    func run(
        _ arguments: [String], in folder: String, environment: [String] = []
    ) throws -> Outcome {
        let streams = TemporaryDirectory()
        let process = try start(
            arguments, in: folder, environment: environment, output: streams.path + "/output",
            errors: streams.path + "/errors")
        let status = Self.end(of: process)
        return Outcome(
            status: status, output: try Self.text(streams.path + "/output"),
            errors: try Self.text(streams.path + "/errors"))
    }

    /// Starts the program.
    ///
    /// - Returns: the process.
    func start(
        _ arguments: [String], in folder: String, environment: [String] = [], output: String, errors: String
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // As from a shell, whatever another test made of this process's signals.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let creating = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, creating, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, creating, 0o600)
        // Changes the folder of the new process alone, and becomes the program.
        let starter = "/usr/bin/env"
        let words =
            unsafe ([starter, "-C", folder] + environment + [path] + arguments).map { unsafe strdup($0) } + [
                nil
            ]
        defer { unsafe words.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let status = unsafe posix_spawn(&process, starter, &actions, &attributes, words, environ)
        guard status == 0 else { throw HTTPClient.Failure(what: "cannot start \(path): error \(status)") }
        return process
    }

    /// Waits for a process: its exit code, or 128 and the signal that ended it.
    static func end(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return code(status)
    }

    /// What `end(of:)` returns, of a process that has ended and is waited for no more; nil while it runs.
    static func endIfOver(of process: pid_t) -> Int32? {
        var status: Int32 = 0
        return unsafe waitpid(process, &status, WNOHANG) == process ? code(status) : nil
    }

    private static func code(_ status: Int32) -> Int32 {
        status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
