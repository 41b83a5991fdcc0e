import FoundationEssentials
import Glibc
import TestKit
import Testing

/// The host's time is set forth and back by years: what the daemon times goes on, and only its stamps follow.
@Suite struct ClockJumpTests {
    private static let year: Int64 = 365 * 86_400

    private struct Answered: Decodable {
        var asOf: String
        var probability: Double
        var variant: String?
    }

    private static func decoded(_ reply: HTTPClient.Reply) throws -> Answered {
        guard reply.status == 200 else { throw HTTPClient.Failure(what: "\(reply.status) \(reply.text)") }
        return try JSONDecoder().decode(Answered.self, from: Data(reply.body))
    }

    /// A body without a time, so that the daemon takes its own.
    private static func bodyOfNow(_ customer: String) -> String {
        #"{"entity": "customer:\#(customer)", "events": []}"#
    }

    @Test func nothingThatIsTimedBreaks() throws {
        let shop = try Shop.promoted()
        try shop.stageAnother()
        let clock = try WallClock()
        let options = [
            "--canary", "shop@staging=50", "--timeout", "600", "--decision-log", "log.jsonl",
            "--pseudonym-key",
            ".leadline/pseudonym.key",
        ]
        let daemon = try RunningDaemon(shop, options: options, environment: clock.environment)
        try RunningDaemon.wait { daemon.log.contains("canary.begun") }
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        // One connection from the beginning to the end: it is never idle, whatever the hour.
        let client = try HTTPClient(port: daemon.port)
        let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)
        let expected = try Self.decoded(client.request("POST", "/v1/score", body))
        var promoted = 1
        var thisYear: Int?
        for jump in [0, 10 * Self.year, -10 * Self.year, 86_400, -3_600, 0] {
            try clock.shift(bySeconds: jump)
            let now = try Self.decoded(client.request("POST", "/v1/score", Self.bodyOfNow("c1000")))
            let stamped = try #require(Int(now.asOf.prefix(4)))
            thisYear = thisYear ?? stamped
            if abs(jump) >= Self.year {
                #expect(abs(stamped - (thisYear ?? 0) - Int(jump / Self.year)) <= 1, "\(now.asOf)")
            }
            // The same question has the same answer, by the same variant.
            let answer = try Self.decoded(client.request("POST", "/v1/score", body))
            #expect(answer.probability == expected.probability)
            #expect(answer.variant == expected.variant)
            // The alias is still looked at.
            promoted = 3 - promoted
            try shop.moveAlias(to: promoted)
            try RunningDaemon.wait {
                try client.request("GET", "/v2/models/shop/versions/\(promoted)/ready").status == 200
                    && client.request("GET", "/v2/models/shop").text.contains("\"versions\":[\"\(promoted)\"")
            }
            if promoted == 2 {
                try shop.moveAlias(to: 1)
                promoted = 1
                try RunningDaemon.wait {
                    try client.request("GET", "/v2/models/shop/versions/1/ready").status == 200
                }
            }
            #expect(try daemon.request("GET", "/v2/health/ready").status == 200)
        }
        #expect(!daemon.log.contains("canary.stopped"))
        #expect(daemon.stop() == 0)
        let years = Set(
            daemon.log.split(separator: "\n").compactMap { line in
                line.firstRange(of: #""time":""#).flatMap { Int(line[$0.upperBound...].prefix(4)) }
            })
        // Log lines of the swaps bear the hours that were set.
        #expect(years.count >= 3, "\(years)")
        let decisions = try BuiltProgram.text(shop.path + "/log.jsonl").split(separator: "\n")
        #expect(decisions.count == 13)
    }

    /// A model that is left alone is left alone for as long as the settings say, whatever the hour.
    @Test func pausesOfABreakerAreKept() throws {
        let shop = try Shop.promoted()
        func write(coolSeconds: Int) throws {
            try shop.write(
                """
                version: 1
                registry: registry
                models:
                  - name: shop
                    fallback: {probability: 0.25}
                    breaker: {slowMilliseconds: 0.001, failures: 1, windowSeconds: 3600, coolSeconds: \(coolSeconds)}
                access: {openOnLoopback: true}
                """, to: "serving.yaml")
        }
        let body = Shop.purchases.body(customer: "c1000", asOf: Shop.asOf)
        let clock = try WallClock()
        func opened(coolSeconds: Int) throws -> (daemon: RunningDaemon, client: HTTPClient) {
            try clock.shift(bySeconds: 0)
            try write(coolSeconds: coolSeconds)
            let daemon = try RunningDaemon(
                shop, options: ["--timeout", "600"], environment: clock.environment, settings: "serving.yaml")
            try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
            let client = try HTTPClient(port: daemon.port)
            // No processor computes features in a microsecond.
            try RunningDaemon.wait {
                _ = try client.request("POST", "/v1/score", body)
                return daemon.log.contains("breaker.opened")
            }
            return (daemon, client)
        }
        // Ten years later a pause of an hour has begun just now.
        let long = try opened(coolSeconds: 3_600)
        for jump in [10 * Self.year, -10 * Self.year] {
            try clock.shift(bySeconds: jump)
            for _ in 0..<5 {
                #expect(try long.client.request("POST", "/v1/score", body).text.contains("breaker_open"))
            }
        }
        #expect(long.daemon.stop() == 0)
        // Ten years before, a pause of a second is over soon.
        let short = try opened(coolSeconds: 1)
        try clock.shift(bySeconds: -10 * Self.year)
        let trials = { short.daemon.log.split(separator: "\n").count { $0.contains("breaker.opened") } }
        let before = trials()
        try RunningDaemon.wait {
            _ = try short.client.request("POST", "/v1/score", body)
            return trials() > before
        }
        #expect(short.daemon.stop() == 0)
    }

    /// What a key has left of its rate comes back by the clock that only goes on.
    @Test func ratesAreKept() throws {
        let shop = try Shop.promoted()
        let made = try shop.leadline(
            "key", "new", "--name", "crm", "--keys", "keys.txt", "--role", "score", "--rate", "1")
        let key = try #require(made.output.split(separator: "\n").first { $0.hasPrefix("leadline_") })
        let clock = try WallClock()
        let daemon = try RunningDaemon(
            shop, options: ["--keys", "keys.txt", "--timeout", "600"], environment: clock.environment)
        let client = try HTTPClient(port: daemon.port)
        func status() throws -> Int {
            try client.request("GET", "/v2", headers: ["Authorization: Bearer \(key)"]).status
        }
        for jump in [0, Self.year, -Self.year] {
            try clock.shift(bySeconds: jump)
            // After a jump back it waits for no year, after one forth it does not let in more.
            try RunningDaemon.wait { try status() == 200 }
            try RunningDaemon.wait { try status() == 429 }
        }
        try RunningDaemon.wait { try status() == 200 }
        #expect(daemon.stop() == 0)
    }
}
