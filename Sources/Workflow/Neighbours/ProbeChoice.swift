import Learning
import LinearAlgebra

/// How the number of lists that are looked at is chosen.
public enum ProbeChoice: Equatable, Sendable {
    /// It is told.
    case told(Int)
    /// The least with that recall on rows that were held out.
    case recall(Double)
    /// The most of which 99 in 100 queries of rows that were held out stay within so many microseconds by a tenth, in the quietest of
    /// some rounds; 1 where none does.
    case budget(Double)

    /// How often latency is measured, where it decides; the quietest round counts.
    var rounds: Int {
        if case .budget = self { 3 } else { 1 }
    }

    /// Whether an index is as good, or as fast, as was asked, on rows that it was not chosen by.
    ///
    /// - Returns: false where the whole interval of recall is below, or that of the 99th percentile above, what was asked.
    public func isKept(by measured: NeighbourMeasurement) -> Bool {
        switch self {
        case .told: true
        case .recall(let recall): (measured.upper ?? 1) >= recall
        case .budget(let budget): (measured.index?.p99Lower ?? 0) <= budget
        }
    }

    /// The number for what was learned.
    ///
    /// - Throws: `WorkflowError` where more are told than there are lists, or where no rows were held out that could choose.
    func probes(_ learned: NeighbourLearned) throws -> Int {
        switch self {
        case .told(let probes):
            guard probes <= learned.lists.count else {
                throw WorkflowError.unusable(
                    what: "\(probes) probes are asked for, and there are \(learned.lists.count) lists",
                    remedy: "ask for fewer probes, or for more --lists")
            }
            return probes
        case .recall(let recall):
            try Self.refuseUnmeasured(learned)
            return learned.probes(recall: recall)
        case .budget(let microseconds):
            try Self.refuseUnmeasured(learned)
            return most(learned, within: microseconds)
        }
    }

    private static func refuseUnmeasured(_ learned: NeighbourLearned) throws(WorkflowError) {
        guard learned.choosing.isEmpty || learned.measuring.isEmpty else { return }
        throw .unusable(
            what: "fewer than ten vectors leave none to choose the number of lists by and none to measure on",
            remedy: "tell how many lists are looked at (--probes N), or give more vectors")
    }

    /// Whether the quietest of some rounds stays within a budget by a tenth, since another run is a little slower.
    ///
    /// - Parameter p99: measures once more.
    static func fits(_ budget: Double, rounds: Int, _ p99: () -> Double?) -> Bool {
        (0..<rounds).contains { _ in p99().map { $0 <= 0.9 * budget } ?? false }
    }

    /// Doubles until a query takes too long, and halves the rest.
    private func most(_ learned: NeighbourLearned, within microseconds: Double) -> Int {
        let design = learned.lists.rows.design
        func fits(_ probes: Int) -> Bool {
            Self.fits(microseconds, rounds: rounds) {
                Latency.measure(learned.choosing) {
                    learned.lists.nearest(learned.neighbours + 1, to: design, row: $0, probes: probes).count
                }?.p99
            }
        }
        let all = learned.lists.count
        guard fits(1) else { return 1 }
        var (most, tooMany) = (1, 2)
        while tooMany <= all && fits(tooMany) { (most, tooMany) = (tooMany, 2 * tooMany) }
        tooMany = min(tooMany, all + 1)
        while tooMany - most > 1 {
            let middle = most + (tooMany - most) / 2
            if fits(middle) { most = middle } else { tooMany = middle }
        }
        return most
    }
}
