internal import Personas
internal import Synchronization

/// How often one version of personas said what, counted from several threads at once without a lock.
///
/// A loaded version holds its meter; `ServingMetrics` keeps the counts when the version is gone.
final class PersonaMeter: Sendable {
    /// What an answer comes to.
    struct Outcome: Hashable, Comparable, Sendable {
        /// The persona; empty for "unknown".
        var persona: String
        /// What decided.
        var decider: String
        /// Why nobody was named; empty where somebody was.
        var abstention: String

        /// What an answer comes to.
        init(_ answer: PersonaAssignment) {
            persona = answer.persona ?? ""
            decider = answer.decidedBy.rawValue
            abstention = answer.abstention?.rawValue ?? ""
        }

        init(persona: String, decider: PersonaAssignment.Decider) {
            (self.persona, self.decider, abstention) = (persona, decider.rawValue, "")
        }

        init(abstention: PersonaAssignment.Abstention) {
            (persona, decider) = ("", PersonaAssignment.Decider.nobody.rawValue)
            self.abstention = abstention.rawValue
        }

        /// As Prometheus has them.
        var pairs: [(String, String)] {
            [("persona", persona), ("decided_by", decider), ("abstention", abstention)]
        }

        /// By persona, then by what decided, then by why nobody was named.
        static func < (left: Self, right: Self) -> Bool {
            (left.persona, left.decider, left.abstention)
                < (right.persona, right.decider, right.abstention)
        }
    }

    /// Whose counts they are.
    let labels: MeterLabels

    private let places: [Outcome: Int]
    private let counters: [Counter]

    /// A count of its own: arrays cannot hold atomics.
    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    /// A meter at zero.
    ///
    /// - Parameter personas: the names of the taxonomy.
    init(_ labels: MeterLabels, personas: [String]) {
        self.labels = labels
        let deciders = PersonaAssignment.Decider.allCases.filter { $0 != .nobody }
        let outcomes =
            personas.flatMap { persona in deciders.map { Outcome(persona: persona, decider: $0) } }
            + PersonaAssignment.Abstention.allCases.map(Outcome.init(abstention:))
        places = Dictionary(
            outcomes.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        counters = outcomes.map { _ in Counter() }
    }

    /// Counts an answer.
    func count(_ answer: PersonaAssignment) {
        guard let place = places[Outcome(answer)] else { return }
        counters[place].value.add(1, ordering: .relaxed)
    }

    /// The counts so far, of what was ever said.
    var counts: [Outcome: Int] {
        places.mapValues { counters[$0].value.load(ordering: .relaxed) }.filter { $0.value > 0 }
    }
}
