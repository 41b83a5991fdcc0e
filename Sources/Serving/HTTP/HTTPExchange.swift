/// A request while its body arrives, from the library's first call about it to its last.
final class HTTPExchange {
    let request: HTTPRequest
    /// Whether the connection is one above the limit, which is closed after the answer.
    let isSpare: Bool
    private let limit: Int
    private let keepsBody: Bool
    private let budget: BodyBudget
    private let spare: SpareBody
    private var received = 0
    /// Bytes of the budget that the body may fill.
    private var taken = 0

    /// - Parameters:
    ///   - budget: of which the body's bytes are taken until the exchange is over, or refused for want of room.
    ///   - spare: whose memory the body gets, and which gets it back.
    init(
        _ request: HTTPRequest, announcedBytes: Int?, limit: Int, keepsBody: Bool, isSpare: Bool,
        budget: BodyBudget, spare: SpareBody
    ) {
        self.request = request
        self.limit = limit
        self.keepsBody = keepsBody
        self.isSpare = isSpare
        self.budget = budget
        self.spare = spare
        let announced = max(announcedBytes ?? 0, 0)
        if announced > limit {
            self.request.isTooLarge = true
        } else if keepsBody, announced > 0, take(upTo: announced) {
            self.request.body = spare.take(announced)
        }
    }

    deinit {
        budget.give(taken)
        spare.keep(&request.body)
    }

    /// Takes a piece of the body; what is past the limit is counted and dropped.
    ///
    /// - Returns: whether to go on; false once `patience` times the limit has been dropped.
    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        received += piece.count
        if !keepsBody, received > HTTPExchange.unwanted { return false }
        if received > limit { request.isTooLarge = true }
        if request.isTooLarge {
            request.body = []
            return received <= limit * HTTPExchange.patience
        }
        if keepsBody, request.overload == nil, take(upTo: received) {
            unsafe request.body.append(contentsOf: piece)
        }
        return true
    }

    /// Takes what the body needs beyond what it has; without it, the body is dropped, what it had is given back, and the
    /// request refused.
    private func take(upTo bytes: Int) -> Bool {
        guard bytes > taken else { return true }
        guard budget.take(bytes - taken) else {
            request.overload = .memory
            request.body = []
            budget.give(taken)
            taken = 0
            return false
        }
        taken = bytes
        return true
    }

    /// Bytes that are read from whoever is not let in before the connection is closed.
    static let unwanted = 1 << 20

    /// A client reads the answer "too large" only once it has sent its body, so some of it is read and dropped.
    static let patience = 16
}
