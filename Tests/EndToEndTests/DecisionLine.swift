/// A line of a log of decisions, as whoever serves a model writes it.
struct DecisionLine {
    var id: String
    /// A pseudonym.
    var entity: String
    var time = "2025-01-10T08:00:00Z"
    var asOf = "2025-01-10T00:00:00.000000Z"
    var model = "shop"
    var version = 1
    var digest = "d"
    var probability: String
    var logit = "0.5"

    var text: String {
        """
        {"time":"\(time)","decisionId":"\(id)","model":"\(model)","version":\(version),"digest":"\(digest)",\
        "entity":"\(entity)","asOf":"\(asOf)","probability":\(probability),"logit":\(logit)}
        """
    }
}
