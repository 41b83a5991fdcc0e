import Foundation
import Synchronization
import TestKit
import Testing

/// The daemon is killed while it is asked, and started again where it was.
@Suite struct KillTests {
    private static let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)

    /// What the clients share.
    private final class Shared: Sendable {
        let isDone = Atomic<Bool>(false)
        let answers = Mutex<[[UInt8]]>([])
    }

    /// Two clients on threads of their own: tasks would wait for those of other tests.
    private func ask(port: UInt16, _ shared: Shared) {
        for _ in 0..<2 {
            Thread.detachNewThread {
                // Whoever is cut off comes again, as clients do.
                while !shared.isDone.load(ordering: .relaxed) {
                    guard let client = try? HTTPClient(port: port) else {
                        usleep(5_000)
                        continue
                    }
                    while !shared.isDone.load(ordering: .relaxed),
                        let reply = try? client.request("POST", "/v1/score", Self.body)
                    {
                        // Before the model is loaded it says so.
                        if reply.status != 503 { shared.answers.withLock { $0.append(reply.body) } }
                    }
                }
            }
        }
    }

    /// Starts the daemon on a port that another test may have been given for a moment.
    private func again(_ shop: Shop, port: UInt16) throws -> RunningDaemon {
        for _ in 0..<4 {
            do {
                return try RunningDaemon(shop, options: [], port: port)
            } catch let failure as HTTPClient.Failure where failure.what.contains("cannot listen") {
                sleep(1)
            }
        }
        return try RunningDaemon(shop, options: [], port: port)
    }

    @Test func isBackWhereItWas() throws {
        let shop = try Shop.promoted()
        var daemon = try RunningDaemon(shop)
        let port = daemon.port
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        let expected = try daemon.request("POST", "/v1/score", Self.body).body
        for _ in 0..<3 {
            let shared = Shared()
            defer { shared.isDone.store(true, ordering: .relaxed) }
            ask(port: port, shared)
            func more() throws {
                let before = shared.answers.withLock { $0.count }
                try RunningDaemon.wait { shared.answers.withLock { $0.count } > before + 20 }
            }
            try more()
            daemon.kill()
            // The connections of the one before are still in the kernel.
            daemon = try again(shop, port: port)
            try more()
            #expect(shared.answers.withLock { Set($0) } == [expected])
        }
        #expect(daemon.port == port)
        #expect(daemon.stop() == 0)
        let verified = try shop.leadline("registry", "verify")
        #expect(verified.status == 0, "\(verified.output)")
    }
}
