/// The sources of a company, one for each way in which it hears of a lead.
public enum Channel: String, Codable, CaseIterable, Sendable {
    /// Web forms.
    case forms
    /// Messages of live chat.
    case chat
    /// Mails sent, opened and clicked.
    case email
    /// Page views on the web and on phones, by browser.
    case web
    /// The product's telemetry.
    case product
    /// The customer-relationship system's log.
    case crm
    /// Marketing automation: campaigns joined and webinars attended.
    case marketing
    /// Support tickets.
    case tickets
    /// Trials and subscriptions.
    case subscriptions
    /// Surveys.
    case surveys
    /// Partners' referrals.
    case partners
    /// A third party's data on accounts.
    case enrichment
    /// When which key was tied to which lead.
    case identity

    /// The place in the list of channels.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether rows are JSON objects.
    var isJSON: Bool { self == .chat || self == .web }

    /// The file's name.
    var file: String { rawValue + (isJSON ? ".jsonl" : ".csv") }

    /// Whether rows say when they were recorded.
    var hasRecordedTime: Bool { self != .product }

    /// Whether it is something that the lead or the company did towards each other.
    var isTouch: Bool { self != .crm && self != .enrichment && self != .identity && self != .subscriptions }

    /// The first letter of its rows' ids.
    var letter: String {
        switch self {
        case .forms: "f"
        case .chat: "m"
        case .email: "e"
        case .web: "w"
        case .product: "u"
        case .crm: "c"
        case .marketing: "k"
        case .tickets: "t"
        case .subscriptions: "s"
        case .surveys: "q"
        case .partners: "p"
        case .enrichment: "x"
        case .identity: "i"
        }
    }

    /// The columns after those that all rows have.
    var columns: [String] {
        switch self {
        case .forms: ["form", "email_key"]
        case .chat: ["visitor", "author", "text"]
        case .email: ["action", "campaign"]
        case .web: ["cookie", "device", "page", "seconds"]
        case .product: ["action", "user", "feature", "seconds"]
        case .crm: ["action", "account", "value"]
        case .marketing: ["action", "campaign"]
        case .tickets: ["priority", "topic", "text"]
        case .subscriptions: ["action", "plan", "amount"]
        case .surveys: ["rating"]
        case .partners: ["partner"]
        case .enrichment: ["industry", "employees", "interest"]
        case .identity: ["namespace", "key"]
        }
    }

    /// Whom a row is about, as its column is called.
    var subject: String { self == .enrichment ? "account" : "lead" }

    /// The median time from occurrence to recording, in seconds.
    var delay: Double {
        switch self {
        case .crm: 3600
        case .surveys, .partners: 600
        case .marketing, .enrichment: 1800
        default: 3
        }
    }
}
