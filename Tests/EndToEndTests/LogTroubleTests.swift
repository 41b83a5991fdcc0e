import TestKit
import Testing

/// The daemon's own log has no room.
@Suite struct LogTroubleTests {
    private static let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)

    private static func ready(_ daemon: RunningDaemon) throws {
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
    }

    @Test func aDiskThatIsFullFromTheBeginning() throws {
        let daemon = try RunningDaemon(Shop.promoted(), options: [], errors: "/dev/full")
        try Self.ready(daemon)
        for _ in 0..<20 {
            daemon.hangUp()
            #expect(try daemon.request("POST", "/v1/score", Self.body).status == 200)
        }
        #expect(daemon.stop() == 0)
    }

    /// When there is room again, the log goes on and says how many lines are missing.
    @Test func aDiskThatBecomesFullAndHasRoomAgain() throws {
        // A block of 1024 bytes.
        let daemon = try RunningDaemon(Shop.promoted(), options: [], fileBlocks: 1)
        try Self.ready(daemon)
        try RunningDaemon.wait {
            daemon.hangUp()
            return daemon.log.utf8.count == 1024
        }
        for _ in 0..<20 {
            daemon.hangUp()
            #expect(try daemon.request("POST", "/v1/score", Self.body).status == 200)
        }
        try daemon.liftFileLimit()
        try RunningDaemon.wait {
            daemon.hangUp()
            return daemon.log.contains("log.recovered")
        }
        #expect(daemon.stop() == 0)
        #expect(daemon.log.contains("server.stopped"))
        // All lines but the one that broke off are whole.
        let torn = daemon.log.split(separator: "\n").filter { !$0.hasPrefix("{") || !$0.hasSuffix("}") }
        #expect(torn.count <= 1)
    }
}
