import FoundationEssentials
import Glibc
import Storage
import TestKit

/// `leadlined` as a process of its own on a free port, ended with the value.
final class RunningDaemon {
    let port: UInt16
    // Its folder goes with the last who holds it.
    private let shop: Shop
    private let process: pid_t
    private var hasEnded = false
    private let streams = TemporaryDirectory()

    /// Starts the daemon and waits until it takes connections.
    convenience init(_ shop: Shop, _ options: String...) throws { try self.init(shop, options: options) }

    /// Starts the daemon and waits until it takes connections.
    ///
    /// Unless the options say something else, it lets clients be idle for ten minutes.
    ///
    /// - Parameters:
    ///   - fileBlocks: how many blocks of 1024 bytes a file of its may have; nil for as many as there are.
    ///   - environment: `NAME=VALUE`, beside what these tests have.
    ///   - errors: where its log goes, in place of a file of the tests'.
    ///   - port: where it listens; 0 for any free one.
    ///   - settings: a file that says all else; nil for options that do.
    /// - Throws: its log where it ends instead, at once.
    init(
        _ shop: Shop, options: [String], fileBlocks: Int? = nil, environment: [String] = [],
        errors: String? = nil, port wanted: UInt16 = 0, settings: String? = nil
    ) throws {
        self.shop = shop
        let output = streams.path + "/output"
        let arguments =
            (settings.map { ["--settings", $0] }
                ?? ["--registry", "registry", "--model", "shop", "--open-on-loopback"])
            + ["--listen", "127.0.0.1:\(wanted)", "--poll", "20"]
            // A busy machine may let a test wait for longer than the daemon would wait for a client.
            + (options.contains("--timeout") ? [] : ["--timeout", "600"]) + options
        let errors = errors ?? streams.path + "/errors"
        let process =
            if let fileBlocks {
                try BuiltProgram.environment.start(
                    ["bash", "-c", "ulimit -S -f \(fileBlocks) && exec \"$@\"", "_"]
                        + [BuiltProgram.leadlined.path] + arguments,
                    in: shop.path, output: output, errors: errors)
            } else {
                try BuiltProgram.leadlined.start(
                    arguments, in: shop.path, environment: environment, output: output, errors: errors)
            }
        self.process = process
        var port: UInt16?
        var end: Int32?
        try? Self.wait {
            end = BuiltProgram.endIfOver(of: process)
            port = try BuiltProgram.text(output).split(separator: "\n").first.flatMap {
                UInt16($0.split(separator: ":").last ?? "")
            }
            return port != nil || end != nil
        }
        guard let port, end == nil else {
            if end == nil {
                Glibc.kill(process, SIGKILL)
                _ = BuiltProgram.end(of: process)
            }
            throw HTTPClient.Failure(what: (try? BuiltProgram.text(streams.path + "/errors")) ?? "")
        }
        self.port = port
    }

    deinit { if !hasEnded { _ = stop() } }

    /// The lines of the log.
    var log: String { (try? BuiltProgram.text(streams.path + "/errors")) ?? "" }

    /// Asks over a new connection.
    func request(_ method: String, _ path: String, _ body: String? = nil) throws -> HTTPClient.Reply {
        try HTTPClient(port: port).request(method, path, body)
    }

    /// Kills it where it stands.
    func kill() {
        hasEnded = true
        Glibc.kill(process, SIGKILL)
        _ = BuiltProgram.end(of: process)
    }

    /// Lets its files grow again.
    func liftFileLimit() throws {
        let run = try BuiltProgram.environment.run(
            ["prlimit", "--pid", "\(process)", "--fsize=unlimited:"], in: shop.path)
        guard run.status == 0 else { throw HTTPClient.Failure(what: run.errors) }
    }

    /// The memory it has, in bytes.
    func residentBytes() throws -> Int {
        let status = try BuiltProgram.text("/proc/\(process)/status")
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kilobytes = line?.split(separator: " ").dropLast().last.flatMap({ Int($0) }) else {
            throw HTTPClient.Failure(what: "the host does not tell the daemon's memory")
        }
        return kilobytes * 1024
    }

    /// The connections to its port that the daemon has not closed yet, those that their clients have left among them.
    func openConnections() throws -> Int {
        let sockets = Set(
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\($0)")
            })
        // State 0A is the port it listens on, the tenth column the inode.
        let table = String(decoding: try FileSystem.read("/proc/\(process)/net/tcp"), as: UTF8.self)
        return table.split(separator: "\n").dropFirst().count {
            line in
            let words = line.split(separator: " ")
            return words[3] != "0A" && sockets.contains("socket:[\(words[9])]")
        }
    }

    /// Sends SIGHUP, upon which it reads its settings again.
    func hangUp() { Glibc.kill(process, SIGHUP) }

    /// Sends SIGTERM: the exit code.
    func stop() -> Int32 {
        hasEnded = true
        Glibc.kill(process, SIGTERM)
        return BuiltProgram.end(of: process)
    }

    /// Asks again and again, for a minute at most, since the machine may be busy, until it is so.
    static func wait(until isSo: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        while try !isSo() {
            if ContinuousClock.now > end { throw HTTPClient.Failure(what: "waited in vain") }
            usleep(5_000)
        }
    }
}
