import TestKit
import Testing

@Suite struct DaemonReloadTests {
    private static let settings = """
        version: 1
        registry: registry
        models: [{name: shop}]
        limits: {bodyBytes: 900000}

        """

    /// SIGHUP reads the settings again; a broken file changes nothing and is told with its line.
    @Test func readsItsSettingsAgain() throws {
        let shop = try Shop.promoted()
        try shop.write(Self.settings, to: "serving.yaml")
        let daemon = try RunningDaemon(shop, "--settings", "serving.yaml")
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)
        func status() throws -> Int { try daemon.request("POST", "/v1/score", body).status }
        #expect(try status() == 200)

        try shop.write(Self.settings.replacing("900000", with: "1000"), to: "serving.yaml")
        daemon.hangUp()
        try RunningDaemon.wait { try status() == 413 }

        try shop.write(Self.settings.replacing("bodyBytes", with: "bodyBites"), to: "serving.yaml")
        daemon.hangUp()
        try RunningDaemon.wait { daemon.log.contains("settings.refused") }
        #expect(daemon.log.contains("serving.yaml:4"))
        #expect(try status() == 413)

        try shop.write(Self.settings + "threads: 7\n", to: "serving.yaml")
        daemon.hangUp()
        try RunningDaemon.wait { daemon.log.contains("settings.need_restart") }
        #expect(try status() == 200)
        #expect(daemon.stop() == 0)
    }
}
