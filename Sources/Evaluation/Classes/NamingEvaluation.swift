/// How good names are that were given to rows, where "unknown" is an answer, too, and names may stand below one another.
///
/// A name is right where it is the row's, or stands below it: who is called a regular is a buyer. A row that has none of the names is
/// answered rightly by "unknown".
public struct NamingEvaluation: Codable, Equatable, Sendable {
    /// Rows.
    public var rows: Int
    /// The share of rows whose likeliest name is right, whether it was given or not.
    public var accuracy: ShareEstimate
    /// Rows that were given a name.
    public var coverage: ShareEstimate
    /// Of these, the share whose name is right.
    public var precision: ShareEstimate
    /// Each name, with those below it.
    public var names: [Name]
    /// Pairs of names that are given for each other, the most frequent first.
    public var confusions: [Confusion]

    /// One name, with those below it.
    public struct Name: Codable, Equatable, Sendable {
        /// The name.
        public var name: String
        /// Of the rows that were given it, the share that has it; rows of which no more is known than a name above it are left out.
        public var precision: ShareEstimate
        /// Of the rows that have it, the share that was given it.
        public var recall: ShareEstimate
        /// Of the rows that have it, those that were given no name.
        public var unnamed: Int
    }

    /// Rows of one name that were given another.
    public struct Confusion: Codable, Equatable, Sendable {
        /// The rows' name; nil where they have none.
        public var label: String?
        /// The name they were given.
        public var answer: String
        /// Rows.
        public var rows: Int
    }

    /// The most pairs that are told.
    public static let mostConfusions = 20

    /// Evaluates answers.
    ///
    /// - Parameters:
    ///   - names: shape (names).
    ///   - parents: by name, the one above it; nil for none. Shape (names).
    /// - Precondition: labels and answers have names, and no name is above itself.
    /// - Complexity: O(answers * depth + names^2 + pairs log pairs).
    public init(_ answers: [NamingAnswer], names: [String], parents: [Int?]) {
        precondition(names.count == parents.count, "each name has a parent, or none")
        let above = names.indices.map { Self.path(from: $0, parents) }
        func isRight(_ answer: Int?, _ label: Int?) -> Bool {
            guard let answer, let label else { return answer == nil && label == nil }
            return above[answer].contains(label)
        }
        rows = answers.count
        accuracy = ShareEstimate(answers.count { isRight($0.guess, $0.label) }, of: rows)
        let given = answers.filter { $0.named != nil }
        coverage = ShareEstimate(given.count, of: rows)
        precision = ShareEstimate(given.count { isRight($0.named, $0.label) }, of: given.count)
        let none = [Int](repeating: 0, count: names.count)
        var (told, own, both, unnamed) = (none, none, none, none)
        for answer in answers {
            let labels = answer.label.map { above[$0] } ?? []
            for name in labels {
                own[name] += 1
                if answer.named == nil { unnamed[name] += 1 }
            }
            for name in answer.named.map({ above[$0] }) ?? [] {
                if labels.contains(name) {
                    both[name] += 1
                    told[name] += 1
                } else if let label = answer.label, above[name].contains(label) {
                    // No more is known than that it is one of those above.
                    continue
                } else {
                    told[name] += 1
                }
            }
        }
        self.names = names.indices.map {
            Name(
                name: names[$0], precision: ShareEstimate(both[$0], of: told[$0]),
                recall: ShareEstimate(both[$0], of: own[$0]), unnamed: unnamed[$0])
        }
        var pairs: [[Int]: Int] = [:]
        for answer in given where !isRight(answer.named, answer.label) {
            pairs[[answer.label ?? -1, answer.named ?? -1], default: 0] += 1
        }
        confusions = pairs.sorted { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
            .prefix(Self.mostConfusions)
            .map { pair, rows in
                Confusion(label: pair[0] < 0 ? nil : names[pair[0]], answer: names[pair[1]], rows: rows)
            }
    }

    /// A name and those above it.
    private static func path(from name: Int, _ parents: [Int?]) -> [Int] {
        var path = [name]
        while let next = parents[path[path.count - 1]] {
            precondition(!path.contains(next), "no name is above itself")
            path.append(next)
        }
        return path
    }
}
