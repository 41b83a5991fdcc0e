/// The kinds, channels and pages of the firehose, and how likely they are.
enum FirehoseCatalog {
    static let channels = ["web", "mobile", "email", "chat", "phone", "support", "product", "billing"]
    static let kinds = [
        "page.viewed", "form.submitted", "email.opened", "email.clicked", "chat.message", "call.made",
        "meeting.held", "ticket.opened", "ticket.answered", "feature.used", "quote.sent", "order.placed",
    ]
    static let pages = [
        "home", "product", "pricing", "docs", "blog", "integrations", "security", "customers", "demo",
        "contact",
        "careers", "changelog", "webinar", "comparison", "status", "partners",
    ]
    static let pageWeights = Choice.zipfWeights(pages.count, exponent: 1.1)
    static let page = Choice(weights: pageWeights)
    static let pricing = 2

    /// Cold, warm and hot leads differ in the channels they use; a row for each.
    static let warmthNames = ["cold", "warm", "hot"]
    static let warmths = [0.6, 0.3, 0.1]
    static let channel = [
        Choice(weights: [50, 22, 18, 2, 1, 2, 4, 1]),
        Choice(weights: [42, 18, 16, 5, 4, 4, 9, 4]),
        Choice(weights: [34, 14, 12, 7, 9, 5, 14, 12]),
    ]

    /// By channel, its kinds and how likely they are.
    static let kindsOfChannel: [[Int8]] = [
        [0, 1], [0, 1], [2, 3], [4], [5, 6], [7, 8], [9], [10, 11],
    ]
    static let kind = [
        Choice(weights: [30, 1]), Choice(weights: [40, 1]), Choice(weights: [5, 1]), Choice(weights: [1]),
        Choice(weights: [4, 1]), Choice(weights: [1, 1.4]), Choice(weights: [1]), Choice(weights: [1, 1]),
    ]

    /// Median seconds by kind; 0 where an event has no length.
    static let seconds: [Double] = [45, 90, 0, 0, 0, 240, 1800, 0, 0, 60, 0, 0]
    /// Median amounts by kind; 0 where there is none.
    static let amounts: [Double] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 900, 480]
}
