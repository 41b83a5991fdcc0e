import Models
import TestKit
import Testing

@testable import Serving

/// The threads that read, compute and write, and what they keep from one request to the next.
@Suite struct WorkerTests {
    @Test(arguments: [Duration.zero, .microseconds(100), .milliseconds(10)], [1, 3])
    func answersHoweverLongItLooksBeforeItSleeps(busyPoll: Duration, threads: Int) throws {
        let server = try TestServer { configuration in
            configuration.busyPoll = busyPoll
            configuration.threads = threads
        }
        let clients = try (0..<5).map { _ in try server.client() }
        for _ in 0..<20 {
            for client in clients {
                let answer = try client.request(
                    "POST", "/v2/models/\(TestModel.name)/infer", TestModel.inferBody)
                #expect(answer.status == 200)
            }
        }
        #expect(server.daemon.drain(within: .seconds(60)))
    }

    @Test func aBodyHoldsNothingOfTheOneBefore() throws {
        let server = try TestServer { $0.threads = 1 }
        let client = try server.client()
        let path = "/v2/models/\(TestModel.name)/infer"
        let long = TestModel.inferBody + String(repeating: " ", count: 3_000)
        for _ in 0..<3 {
            #expect(try client.request("POST", path, long).status == 200)
            // What would follow from the body before makes it whole.
            #expect(try client.request("POST", path, String(TestModel.inferBody.dropLast())).status == 400)
            #expect(try client.request("POST", path, TestModel.inferBody).status == 200)
            #expect(try client.request("POST", path, "").status == 400)
        }
    }

    @Test func memoryOfSmallBodiesIsKept() {
        let spare = SpareBody()
        var body = spare.take(100)
        body.append(contentsOf: [1, 2, 3])
        spare.keep(&body)
        #expect(body.isEmpty)
        let next = spare.take(10)
        #expect(next.isEmpty && next.capacity >= 100)
        var large = spare.take(SpareBody.limit + 1)
        #expect(large.capacity > SpareBody.limit)
        spare.keep(&large)
        #expect(spare.take(0).capacity == 0)
    }

    @Test func rolesAreWhatTheKeyIsFor() {
        for score in [false, true] {
            for explain in [false, true] {
                for admin in [false, true] {
                    var wanted: Set<AccessRole> = []
                    if score { wanted.insert(.score) }
                    if explain { wanted.insert(.explain) }
                    if admin { wanted.insert(.admin) }
                    let roles = AccessRoles(wanted)
                    for role in AccessRole.allCases {
                        #expect(roles.contains(role) == wanted.contains(role))
                    }
                }
            }
        }
    }

    @Test func namesAreFoundByTheirBytes() {
        let names = ["a", "bb", "rows", String(repeating: "x", count: 63), String(repeating: "y", count: 90)]
        let inputs = InputNames(names.map { ModelInput(name: $0, kind: .number) })
        for (index, name) in names.enumerated() {
            let text = Array(name.utf8)
            for guess in 0..<8 {
                #expect(inputs.index(of: text.indices, in: text.span, guess: guess) == index)
            }
        }
        for other in ["", "c", "row", "rowz", "ccc", String(repeating: "z", count: 70)] {
            let text = Array(other.utf8)
            #expect(inputs.index(of: text.indices, in: text.span, guess: 0) == nil)
        }
    }

    @Test(arguments: [
        ("POST", HTTPMethod.post), ("GET", .get), ("HEAD", .get), ("post", nil), ("PUT", nil), ("", nil),
    ])
    func methodsAreThoseOfTheFirstLine(text: String, method: HTTPMethod?) {
        #expect(HTTPMethod(ofRequest: text) == method)
    }
}
