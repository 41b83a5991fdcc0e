import TestKit
import Testing

@Suite struct DaemonReloadTests {
    private static let settings = """
        version: 1
        registry: registry
        models: [{name: shop}]
        limits: {bodyBytes: 900000}

        """

    /// What options make of the settings is held to the same as a file.
    @Test func optionsThatCannotBeMeantAreRefused() throws {
        let shop = try Shop.promoted()
        func check(_ options: String...) throws -> (status: Int32, errors: String) {
            let run = try BuiltProgram.leadlined.run(
                ["--registry", "registry", "--open-on-loopback", "--check"] + options, in: shop.path)
            return (run.status, run.errors)
        }
        // They can be meant, though there is no such alias yet.
        #expect(try check("--model", "shop", "--canary", "shop@next=5").status == 2)
        let canary = try check("--model", "shop", "--canary", "shop@production=5")
        #expect(canary.status == 3 && canary.errors.contains("stands for two parts"), "\(canary.errors)")
        let shadows = try check("--model", "shop", "--shadow", "shop@next", "--shadow", "shop@next")
        #expect(shadows.status == 3 && shadows.errors.contains("stands for two parts"), "\(shadows.errors)")
        let named = try check("--model", "stats")
        #expect(
            named.status == 3 && named.errors.contains("publish it under another name"), "\(named.errors)")
    }

    /// A file of keys that was emptied shuts everybody out, and holds no other setting up.
    @Test func keysGoTheirOwnWay() throws {
        let shop = try Shop.promoted()
        let made = try shop.leadline("key", "new", "--name", "crm", "--keys", "keys")
        let key = try #require(made.output.split(separator: "\n").first { $0.hasPrefix("leadline_") })
        try shop.write(Self.settings, to: "serving.yaml")
        let daemon = try RunningDaemon(shop, "--settings", "serving.yaml", "--keys", "keys")
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)
        func status() throws -> Int {
            try HTTPClient(port: daemon.port).request(
                "POST", "/v1/score", body, headers: ["Authorization: Bearer \(key)"]
            ).status
        }
        #expect(try status() == 200)
        try shop.write("", to: "keys")
        try shop.write(Self.settings.replacing("900000", with: "1000"), to: "serving.yaml")
        daemon.hangUp()
        try RunningDaemon.wait { try status() == 401 }
        try RunningDaemon.wait { daemon.log.contains("settings.taken") }
        #expect(!daemon.log.contains("settings.refused"))
        #expect(daemon.stop() == 0)
    }

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
