import Learning
import LinearAlgebra

/// How the number of lists that are looked at is chosen.
public enum ProbeChoice: Equatable, Sendable {
    /// It is told.
    case told(Int)
    /// The least with that recall on rows that were held out.
    case recall(Double)
    /// The most of which 99 in 100 queries of rows that were held out take at most so many microseconds; 1 where none does.
    case budget(Double)

    /// The number for what was learned.
    ///
    /// - Throws: `WorkflowError` where more are told than there are lists.
    func probes(_ learned: NeighbourLearned) throws -> Int {
        switch self {
        case .told(let probes):
            guard probes <= learned.lists.count else {
                throw WorkflowError.unusable(
                    what: "\(probes) probes are asked for, and there are \(learned.lists.count) lists",
                    remedy: "ask for fewer probes, or for more --lists")
            }
            return probes
        case .recall(let recall): return learned.probes(recall: recall)
        case .budget(let microseconds): return most(learned, within: microseconds)
        }
    }

    /// Doubles until a query takes too long, and halves the rest.
    private func most(_ learned: NeighbourLearned, within microseconds: Double) -> Int {
        let design = learned.lists.rows.design
        func fits(_ probes: Int) -> Bool {
            let latency = Latency.measure(learned.choosing) {
                learned.lists.nearest(learned.neighbours + 1, to: design, row: $0, probes: probes).count
            }
            return latency.map { $0.p99 <= microseconds } ?? false
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
