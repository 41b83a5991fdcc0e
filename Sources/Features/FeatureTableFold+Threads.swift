import Dispatch
import Synchronization

extension FeatureTableFold {
    /// What is kept from one wave of blocks to the next: engines and blocks with their storage.
    struct Workshop: Sendable {
        var engines: [FeatureEngine] = []
        /// The blocks of the wave, in order; more than it has are storage.
        var blocks: [FeatureBlock] = []
        /// The place of the next block that nobody works on.
        var next = 0
    }

    /// Computes some blocks, as many at a time as there are threads.
    func compute(
        _ blocks: ArraySlice<Range<Int>>, of questions: FrameQuestions, in workshop: inout Workshop
    ) {
        while workshop.blocks.count < blocks.count {
            workshop.blocks.append(FeatureBlock(kinds, capacity: 0))
        }
        workshop.next = 0
        let shared = Mutex(workshop)
        workshop = Workshop()
        let work: @Sendable (Int) -> Void = { _ in
            var engine = shared.withLock { $0.engines.popLast() } ?? FeatureEngine(binding)
            while let (place, empty) = Self.take(from: shared, count: blocks.count) {
                var block = empty
                fill(&block, blocks[blocks.startIndex + place], of: questions, by: &engine)
                shared.withLock { [block] in $0.blocks[place] = block }
            }
            shared.withLock { [engine] in $0.engines.append(engine) }
        }
        let workers = min(concurrency, blocks.count)
        if workers == 1 {
            work(0)
        } else {
            DispatchQueue.concurrentPerform(iterations: workers, execute: work)
        }
        workshop = shared.withLock { shared in
            let result = shared
            shared = Workshop()
            return result
        }
    }

    /// Takes the next block out, or nil when all are taken.
    private static func take(from shared: borrowing Mutex<Workshop>, count: Int) -> (Int, FeatureBlock)? {
        shared.withLock { workshop in
            guard workshop.next < count else { return nil }
            let place = workshop.next
            workshop.next += 1
            let block = workshop.blocks[place]
            // Nobody else holds its storage then, so that filling it copies nothing.
            workshop.blocks[place] = FeatureBlock([], capacity: 0)
            return (place, block)
        }
    }

    /// Computes the rows of some entities.
    private func fill(
        _ block: inout FeatureBlock, _ entities: Range<Int>, of questions: FrameQuestions,
        by engine: inout FeatureEngine
    ) {
        block.begin(
            entities: entities,
            rows: questions.bounds[entities.lowerBound]..<questions.bounds[entities.upperBound],
            usualCount: rowsOfBlock)
        let table = binding.table
        // Both lists of entities ascend, so that one walk finds them all.
        var index = table.firstIndex(from: questions.entities[entities.lowerBound])
        for entity in entities {
            let key = questions.entities[entity]
            while index < table.entities.count, table.entities[index] < key { index += 1 }
            let known = index < table.entities.count && table.entities[index] == key ? index : nil
            let rows = questions.rows(ofEntityAt: entity)
            let cutoffs = questions.cutoffs.span.extracting(rows)
            let place = rows.lowerBound - block.rows.lowerBound
            if let kin = binding.kin {
                let keys = kin.keys(relatedTo: key)
                if !keys.allSatisfy(kin.map.isAlone) {
                    engine.write(key, keys: keys, of: table, map: kin.map, cutoffs, into: &block, at: place)
                    continue
                }
            }
            engine.load(known, key, from: binding, cutoffs: cutoffs)
            engine.write(
                cutoffs, rows: known.map { table.rows(ofEntityAt: $0).count } ?? 0, by: binding.questions,
                into: &block, at: place)
        }
    }
}
