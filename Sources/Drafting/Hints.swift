/// What words in names of columns and tables say, in CRM exports and the like.
enum Hints {
    /// Columns with one of these whole names are most likely the label.
    static let labelNames: Set<String> = [
        "y", "label", "target", "class", "converted", "conversion", "won", "outcome", "response",
        "subscribed",
        "purchased", "bought", "success",
    ]
    /// Words that make a column with two values a likely label.
    static let labelWords: Set<String> = [
        "label", "target", "converted", "conversion", "won", "outcome", "response", "subscribed", "purchased",
        "bought", "success", "churn", "churned",
    ]
    /// Words of what is decided with, or after, the outcome.
    static let outcomeWords: Set<String> = [
        "close", "closed", "convert", "converted", "conversion", "won", "win", "lost", "loss", "stage",
        "status",
        "duration", "outcome", "churn", "churned",
    ]
    /// Words of the outcome that is wished for.
    static let successWords: Set<String> = [
        "convert", "converted", "conversion", "won", "win", "purchased", "subscribed", "signed", "bought",
    ]
    /// Words of an end of either kind.
    static let closeWords: Set<String> = ["close", "closed", "end", "ended", "resolved", "decided"]
    /// Tables whose rows are themselves an outcome.
    static let dealWords: Set<String> = [
        "order", "orders", "purchase", "purchases", "sale", "sales", "customer", "customers", "subscription",
        "subscriptions", "contract", "contracts", "invoice", "invoices", "payment", "payments",
    ]
    /// Words of the time at which a row came to be.
    static let creationWords: Set<String> = [
        "created", "creation", "create", "registered", "registration", "signup", "opened", "received",
        "added",
    ]
    /// Words of the time at which a row was written down.
    static let recordingWords: Set<String> = ["recorded", "ingested", "inserted", "loaded", "synced"]
    /// Words of the time at which a plain table's row was looked at.
    static let asOfWords: Set<String> = ["asof", "snapshot", "observed", "observation", "cutoff", "scored"]
    /// Words of times that are overwritten.
    static let updateWords: Set<String> = ["updated", "modified", "changed", "last"]
    /// Words of sums over a whole life.
    static let growingWords: Set<String> = ["lifetime", "total", "ltv", "cumulative"]
    /// Words of what identifies or reaches a person.
    static let personalWords: Set<String> = [
        "email", "mail", "phone", "mobile", "telephone", "fax", "firstname", "lastname", "surname",
        "fullname",
        "address", "street", "ssn", "passport", "iban", "birthday", "birthdate",
    ]
    /// Entities that are people.
    static let people: Set<String> = [
        "contact", "person", "user", "customer", "client", "member", "visitor", "employee", "prospect",
    ]
    /// Values that stand for the wished outcome, in lower case.
    static let positiveValues: Set<String> = [
        "1", "1.0", "true", "t", "yes", "y", "won", "closed won", "closed_won", "closed-won", "converted",
        "positive", "success", "subscribed", "purchased",
    ]
    /// Words in a column's name that make it a grouping worth watching.
    static let groupWords: Set<String> = ["region", "country", "segment", "industry", "gender", "market"]
}
