import Glibc
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
    /// - Parameter fileBlocks: how many blocks of 1024 bytes a file of its may have; nil for as many as there are.
    init(_ shop: Shop, options: [String], fileBlocks: Int? = nil) throws {
        self.shop = shop
        let output = streams.path + "/output"
        let arguments =
            [
                "--registry", "registry", "--model", "shop", "--open-on-loopback", "--listen", "127.0.0.1:0",
                "--poll", "20",
            ] + options
        let errors = streams.path + "/errors"
        let process =
            if let fileBlocks {
                try BuiltProgram.environment.start(
                    ["bash", "-c", "ulimit -f \(fileBlocks) && exec \"$@\"", "_"]
                        + [BuiltProgram.leadlined.path] + arguments,
                    in: shop.path, output: output, errors: errors)
            } else {
                try BuiltProgram.leadlined.start(arguments, in: shop.path, output: output, errors: errors)
            }
        self.process = process
        var port: UInt16?
        try? Self.wait {
            port = try BuiltProgram.text(output).split(separator: "\n").first.flatMap {
                UInt16($0.split(separator: ":").last ?? "")
            }
            return port != nil
        }
        guard let port else {
            Glibc.kill(process, SIGKILL)
            _ = BuiltProgram.end(of: process)
            throw HTTPClient.Failure(what: try BuiltProgram.text(streams.path + "/errors"))
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
