// What is told alike of whatever follows an alias: models and personas.
extension StatusPage {
    /// The name, and which version of it answers.
    func heading(_ page: inout HTMLWriter, _ name: String, version: Int?) {
        page.text(name + " ")
        badge(&page, version.map { "version \($0)" } ?? "no version", isWell: version != nil)
    }

    /// Facts, each with its name.
    func facts(_ page: inout HTMLWriter, _ facts: [(name: String, value: String)]) {
        for fact in facts {
            page.element("dt", fact.name)
            page.element("dd", fact.value)
        }
    }

    /// How often versions took over, and how new ones are looked for.
    func following(_ name: String, isWatched: Bool) -> [(name: String, value: String)] {
        let swaps = Self.grouped(metrics.swaps[name] ?? 0)
        let failures = Self.grouped(metrics.reloadFailures[name] ?? 0)
        return [
            ("Versions that", "took over: \(swaps); failed: \(failures)"),
            ("New versions", isWatched ? "the kernel tells of them" : "looked for now and then"),
        ]
    }

    /// What is wrong with the version that is wanted.
    ///
    /// - Parameter nothing: what is said where the reference itself names no version.
    func refusal(_ page: inout HTMLWriter, _ failure: SlotFailure, nothing: String = "nothing to serve") {
        badge(&page, failure.version.map { "version \($0) refused" } ?? nothing, isWell: false)
        page.text(" \(failure.cause.rawValue): \(failure.reason)")
    }
}
