extension FeatureDefinition {
    /// The longest span a feature may look back: a hundred years of 365 days.
    static let longestSpan = TimeSpan.days(36_500)
    /// The most spans that a trend of events counts in.
    static let mostBuckets = 100_000

    /// Checks that the fields fit the kind.
    func check(name: String) throws(FeatureError) {
        try checkTexts(name)
        for (field, span) in spans {
            // A zero distance asks for events at one time; a zero window would be empty.
            let least = field == .within || field == .gap ? 0 : 1
            if span < TimeSpan(microseconds: Int64(least)) || span > Self.longestSpan {
                throw .spanOutOfRange(feature: name, field: field.rawValue, span: span)
            }
        }
        let given = given
        for field in kind.needed where !given.contains(field) {
            throw .missingField(feature: name, field: field.rawValue, kind: kind)
        }
        let used = kind.used
        for field in Field.allCases where given.contains(field) && !used.contains(field) {
            throw .uselessField(feature: name, field: field.rawValue, kind: kind)
        }
        if of != nil, !kinds.isEmpty {
            throw .contradiction(
                feature: name, field: "kinds", problem: "stands beside `of`",
                remedy: "write all kinds into `kinds` and remove `of`")
        }
        if over != nil, via == nil {
            throw .missingField(feature: name, field: "via", kind: kind)
        }
        try checkConditions(name)
        try checkKind(name)
    }

    private func checkTexts(_ name: String) throws(FeatureError) {
        let texts: [(String, [String])] = [
            ("of", of.map { [$0] } ?? []), ("via", via.map { [$0] } ?? []),
            ("channel", channel.map { [$0] } ?? []), ("attribute", attribute.map { [$0] } ?? []),
            ("family", family.map { [$0] } ?? []),
            ("kinds", kinds), ("steps", steps), ("like", like), ("embedder", embedder.map { [$0] } ?? []),
        ]
        for (field, values) in texts where values.contains("") {
            throw .emptyText(feature: name, field: field)
        }
        if Set(kinds).count < kinds.count {
            throw .contradiction(
                feature: name, field: "kinds", problem: "names a kind twice", remedy: "name each kind once")
        }
    }

    private func checkConditions(_ name: String) throws(FeatureError) {
        for (attribute, condition) in self.where.sorted(by: { $0.key < $1.key }) {
            switch condition {
            case .oneOf(let values):
                if !values.isEmpty { continue }
                throw .contradiction(
                    feature: name, field: "where", problem: "has no value for `\(attribute)`",
                    remedy: "list the values that count")
            case .range(let range):
                guard let problem = range.problem else { continue }
                throw .contradiction(
                    feature: name, field: "where", problem: "`\(attribute)` \(problem)",
                    remedy: "give one of `atLeast` and `above`, one of `atMost` and `below`, or one of each, "
                        + "the lower not above the upper")
            }
        }
    }

    /// What only one kind asks for.
    private func checkKind(_ name: String) throws(FeatureError) {
        switch kind {
        case .trend: try checkTrend(name)
        case .pairs, .coOccurrence:
            if kinds.count != 2 {
                throw .contradiction(
                    feature: name, field: "kinds", problem: "names \(kinds.count) kinds of events",
                    remedy: "name the two that occur together")
            }
        case .ngram, .sequence:
            if !(2...8).contains(steps.count) {
                throw .contradiction(
                    feature: name, field: "steps", problem: "has \(steps.count) steps",
                    remedy: "name 2 to 8 kinds of events in their order")
            }
            if !kinds.isEmpty, let stranger = steps.first(where: { !kinds.contains($0) }) {
                throw .contradiction(
                    feature: name, field: "steps", problem: "names `\(stranger)`, which `kinds` leaves out",
                    remedy: "add it to `kinds`")
            }
        case .calendar:
            if isOfCutoff {
                let choosing: [Field] = [.of, .kinds, .via, .over, .where, .channel, .window]
                if let field = choosing.first(where: given.contains) {
                    throw .contradiction(
                        feature: name, field: field.rawValue,
                        problem: "chooses events, and the cutoff is none",
                        remedy: "remove it, or add `at: last` to read the last event")
                }
            }
        case .vector:
            try checkVector(name)
            fallthrough
        case .text, .similarity:
            if let limit, !(1...1000).contains(limit) {
                throw .contradiction(
                    feature: name, field: "limit", problem: "is \(limit)",
                    remedy: "give a number from 1 to 1000")
            }
        default: break
        }
    }

    private func checkVector(_ name: String) throws(FeatureError) {
        let limit = EventVectors.mostDimensions
        guard (coordinate == nil) != (coordinates == nil) else {
            throw .contradiction(
                feature: name, field: "coordinate",
                problem: coordinate == nil ? "and `coordinates` are missing" : "stands beside `coordinates`",
                remedy:
                    "write coordinate: 0 for one number of the vector, or coordinates: 8 for the first eight")
        }
        if let coordinate, !(0..<limit).contains(coordinate) {
            throw .contradiction(
                feature: name, field: "coordinate", problem: "is \(coordinate)",
                remedy: "give a number from 0 to \(limit - 1)")
        }
        if let coordinates, !(1...1000).contains(coordinates) {
            throw .contradiction(
                feature: name, field: "coordinates", problem: "is \(coordinates)",
                remedy: "give a number from 1 to 1000")
        }
    }

    private func checkTrend(_ name: String) throws(FeatureError) {
        if attribute != nil {
            if every == nil { return }
            throw .contradiction(
                feature: name, field: "every", problem: "counts events, and `attribute` asks for its values",
                remedy: "remove one of them")
        }
        guard let window else { throw .missingField(feature: name, field: "window", kind: kind) }
        let bucket = every ?? .day
        let count = window.microseconds / bucket.microseconds
        if window.microseconds % bucket.microseconds != 0 || count < 2 || count > Self.mostBuckets {
            throw .contradiction(
                feature: name, field: every == nil ? "window" : "every",
                problem: "cuts \(window) into spans of \(bucket)",
                remedy: "let `window` be 2 to \(Self.mostBuckets) times `every` (1d if it is left out)")
        }
    }
}
