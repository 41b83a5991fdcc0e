import TestKit

@testable import Serving

typealias TestClient = HTTPClient

extension HTTPClient.Reply {
    /// The members of the body's object; empty for another body.
    var members: [String: JSONNode] { (try? JSONDocument(parsing: body).root.members) ?? [:] }
    var error: String { members["error"]?.string ?? "" }
}
