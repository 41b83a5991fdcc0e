/// A request while its body arrives, from the library's first call about it to its last.
final class HTTPExchange {
    private(set) var request: HTTPRequest
    private let limit: Int
    private let keepsBody: Bool
    private var received = 0

    init(_ request: HTTPRequest, announcedBytes: Int?, limit: Int, keepsBody: Bool) {
        self.request = request
        self.limit = limit
        self.keepsBody = keepsBody
        let announced = announcedBytes ?? 0
        if announced > limit {
            self.request.isTooLarge = true
        } else if keepsBody {
            self.request.body.reserveCapacity(announced)
        }
    }

    /// Takes a piece of the body; what is past the limit is counted and dropped.
    ///
    /// - Returns: whether to go on; false once `patience` times the limit has been dropped.
    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        received += piece.count
        if received > limit { request.isTooLarge = true }
        if request.isTooLarge {
            request.body = []
            return received <= limit * HTTPExchange.patience
        }
        if keepsBody { unsafe request.body.append(contentsOf: piece) }
        return true
    }

    /// A client reads the answer "too large" only once it has sent its body, so some of it is read and dropped.
    static let patience = 16
}
