internal import Synchronization

/// A count for each of a few reasons, since the start.
final class ReasonCounts<Reason: CaseIterable & Hashable & RawRepresentable<String> & Sendable>: Sendable {
    private let counts: [Reason: Count]

    private final class Count: Sendable {
        let value = Atomic<Int>(0)
    }

    init() {
        counts = Dictionary(uniqueKeysWithValues: Reason.allCases.map { ($0, Count()) })
    }

    /// Counts one, or some.
    func count(_ reason: Reason, _ some: Int = 1) { counts[reason]?.value.add(some, ordering: .relaxed) }

    /// Writes a sample for each reason, also for those that did not occur.
    func write(_ name: String, _ help: String, label: String = "reason", to text: inout Exposition) {
        text.family(name, "counter", help)
        writeSamples(name, labels: [], label: label, to: &text)
    }

    /// Writes a sample for each reason, without the family's head.
    func writeSamples(
        _ name: String, labels: [(String, String)], label: String, to text: inout Exposition
    ) {
        for (reason, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text.sample(name, labels + [(label, reason.rawValue)], "\(count.value.load(ordering: .relaxed))")
        }
    }
}
