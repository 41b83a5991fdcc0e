import Glibc
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct AccessTests {
    let directory = TemporaryDirectory()
    var file: String { directory.path + "/keys" }

    @Test func deniesByDefault() throws {
        let key = try AccessKeys.create(name: "crm", file: file)
        let other = try AccessKeys.create(name: "web", file: file)
        let server = try TestServer(keys: try AccessKeys(file: file))
        let client = try server.client()
        #expect(try client.request("GET", "/v2/health/live").status == 200)
        for header in [
            nil, "Bearer", "Bearer ", "Bearer \(key)x", "Basic \(key)", key, "Bearer \(key.dropLast())",
        ] {
            let headers = header.map { ["Authorization: \($0)"] } ?? []
            for (method, path) in [
                ("GET", "/v2"), ("GET", "/metrics"), ("POST", "/v1/score"), ("GET", "/nowhere"),
                ("POST", "/v2/models/repeat-purchase/infer"), ("POST", "/v2/health/lives"),
            ] {
                let reply = try client.request(method, path, method == "POST" ? "{}" : nil, headers: headers)
                #expect(reply.status == 401 && reply.headers["www-authenticate"] == "Bearer")
                #expect(!reply.error.isEmpty)
            }
        }
        for key in [key, other] {
            let headers = ["Authorization: Bearer \(key)"]
            #expect(try client.request("GET", "/v2", headers: headers).status == 200)
        }
    }

    @Test func keepsOnlyDigests() throws {
        let key = try AccessKeys.create(name: "crm", file: file)
        let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
        #expect(!text.contains(key))
        #expect(text == "crm \(Digest(of: Array(key.utf8))) score\n")
        #expect(key.utf8.count == "leadline_".utf8.count + 64)
        #expect(throws: ServingError.self) { try AccessKeys.create(name: "crm", file: file) }
        #expect(throws: ServingError.self) { try AccessKeys.create(name: "a b", file: file) }
    }

    @Test func refusesFilesThatAreNotFit() throws {
        #expect(throws: ServingError.self) { try AccessKeys(file: file) }
        let digest = "\(Digest.zero)"
        for text in [
            "", "# only a remark\n", "crm\n", "crm 12\n", "crm \(digest) x\n", "crm \(digest) score,\n",
            "crm \(digest) rate=0/s\n", "crm \(digest) rate=5\n",
            "crm \(digest) rate=5/s score\n", "crm \(digest) score rate=5/s more\n",
            "crm \(digest) rate=1000001/s\n",
            "crm \(digest)\ncrm \(digest)\n",
        ] {
            try AtomicFile.write(Array(text.utf8), to: file, permissions: 0o600)
            #expect(throws: ServingError.self, "\(text)") { try AccessKeys(file: file) }
        }
        try AtomicFile.write(Array("# ours\ncrm \(digest)\n".utf8), to: file, permissions: 0o600)
        #expect(throws: Never.self) { try AccessKeys(file: file) }
        _ = unsafe chmod(file, 0o640)
        let error = #expect(throws: ServingError.self) { try AccessKeys(file: file) }
        #expect("\(String(describing: error))".contains("chmod 600"))
    }

    @Test func saysThatKeysCanBeReadOnTheWay() throws {
        _ = try AccessKeys.create(name: "crm", file: file)
        let far = try TestServer(keys: try AccessKeys(file: file)) {
            $0.listen = ListenAddress(host: "0.0.0.0", port: 0)
        }
        #expect(far.log.lines.contains { $0.contains("server.unencrypted") })
        let near = try TestServer()
        #expect(!near.log.lines.contains { $0.contains("server.unencrypted") })
    }

    @Test func opensOnLoopbackOnly() throws {
        #expect(throws: ServingError.accessUndeclared) {
            try TestServer { $0.listen = ListenAddress(host: "0.0.0.0", port: 0) }
        }
    }
}
