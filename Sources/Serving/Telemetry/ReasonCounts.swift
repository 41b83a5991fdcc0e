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

    /// Counts one.
    func count(_ reason: Reason) { counts[reason]?.value.add(1, ordering: .relaxed) }

    /// Writes a sample for each reason, also for those that did not occur.
    func write(_ name: String, _ help: String, label: String = "reason", to text: inout Exposition) {
        text.family(name, "counter", help)
        for (reason, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text.sample(name, [(label, reason.rawValue)], "\(count.value.load(ordering: .relaxed))")
        }
    }
}
