import TestKit
import Testing

@testable import Serving

@Suite struct OpenAPITests {
    private func document(_ server: TestServer, key: String? = nil) throws -> [String: JSONNode] {
        let reply = try server.client().request(
            "GET", "/openapi.json", headers: key.map { ["Authorization: Bearer \($0)"] } ?? [])
        #expect(reply.status == 200)
        return reply.members
    }

    /// Whatever has a template is in the document, by the paths that the router knows.
    @Test func everyResourceIsDescribed() throws {
        let server = try TestServer()
        let paths = try #require(document(server)["paths"]).members
        for template in RouteTemplate.allCases where template != .other {
            let path = template.path.replacing("{action}", with: "load")
            #expect(Route(path: path)?.template == template)
            let operations = try #require(paths[template.path]).members
            #expect(Set(operations.keys) == Set(template.methods.map { $0.rawValue.lowercased() }))
            for operation in operations.values {
                let members = operation.members
                #expect(members["summary"]?.string?.isEmpty == false)
                #expect(members["responses"]?.members.isEmpty == false)
                #expect((members["requestBody"] != nil) == (template.operation?.body != nil))
                let names = members["parameters"]?.elements.compactMap { $0.members["name"]?.string } ?? []
                for name in names { #expect(template.path.contains("{\(name)}")) }
                #expect(names.count == template.path.count { $0 == "{" })
            }
        }
        #expect(paths.count == RouteTemplate.allCases.count - 1)
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let server = try TestServer()
        let reply = try server.client().request("GET", "/openapi.json")
        let schemas = try #require(document(server)["components"]?.members["schemas"]).members
        let references = reply.text.matches(of: /"#\/components\/schemas\/([A-Za-z]+)"/).map { String($0.1) }
        #expect(Set(references) == Set(schemas.keys))
    }

    @Test func whoNeedsAKeyIsTold() throws {
        let open = try document(TestServer())
        #expect(open["components"]?.members["securitySchemes"] == nil)
        let directory = TemporaryDirectory()
        let key = try AccessKeys.create(name: "crm", file: directory.path + "/keys")
        let server = try TestServer(keys: try AccessKeys(file: directory.path + "/keys"))
        #expect(try server.client().request("GET", "/openapi.json").status == 401)
        let paths = try #require(document(server, key: key)["paths"]).members
        let infer = try #require(paths["/v2/models/{model}/infer"]?.members["post"]).members
        #expect(infer["security"] != nil && infer["responses"]?.members["401"] != nil)
        let live = try #require(paths["/v2/health/live"]?.members["get"]).members
        #expect(live["security"] == nil && live["responses"]?.members["401"] == nil)
    }
}
