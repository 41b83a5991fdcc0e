/// What a resource takes and gives, for the OpenAPI document.
struct Operation {
    /// In a few words.
    let summary: String
    /// The body; nil where none is read.
    var body: JSONSchema?
    /// Whether the body may be left out.
    var isBodyOptional = false
    /// The answer that goes well; nil where none does.
    var answer: JSONSchema?
    /// Its media type.
    var contentType = "application/json"
    /// What else may come, beside what holds for all resources.
    var failures: [Int] = []
    /// Whether the answer of 503 has the shape of the one that goes well.
    var isUnavailableAlike = false
}
