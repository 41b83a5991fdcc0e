import Datasets
import Features
import TestKit
import Testing

@Suite("Frames of a log against plain loops")
struct FrameOracleTests {
    @Test("Every kind, of every entity, others of an account included: the oracle's bits", arguments: 0..<20)
    func oracle(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(80_000 + seed))
        let set = try generator.featureSet()
        let events = generator.log()
        let log = EventLog(events)
        let entities = [EventLogGenerator.entity] + EventLogGenerator.others
        let cutoffs = Set((0..<3).map { _ in generator.instant() }).sorted()
        let frame = log.frame(
            set, of: entities.flatMap { entity in cutoffs.map { (entity: entity, cutoff: $0) } })
        #expect(frame.rowCount == entities.count * cutoffs.count)
        for row in 0..<frame.rowCount {
            let naive = NaiveFeatures(entity: frame.entities[row], events: events)
            let wrong = naive.disagreement(with: frame.values(ofRow: row), of: set, at: frame.cutoffs[row])
            #expect(wrong == nil)
        }
    }
}
