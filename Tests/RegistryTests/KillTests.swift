import Registry
import Storage
import TestKit
import Testing

/// What a kill would leave at each step of a write, and what becomes of it.
@Suite struct KillTests {
    /// The registry's files after each step of a body.
    private func states(
        of sample: SampleRegistry, during body: () throws -> Void
    ) throws -> [(step: String, files: [String: [UInt8]])] {
        let root = sample.registry.root
        let states = Recorder<(step: String, files: [String: [UInt8]])>()
        let record: @Sendable (String) -> Void = { step in
            let files = (try? SampleRegistry.tree(root)) ?? [:]
            states.append((step, files))
        }
        try WriteStep.$observer.withValue(record, operation: body)
        return states.elements
    }

    /// A registry as it was in a state.
    private func restored(_ files: [String: [UInt8]]) throws -> SampleRegistry {
        let sample = try SampleRegistry()
        try SampleRegistry.write(files, to: sample.registry.root)
        return sample
    }

    private func leftovers(_ sample: SampleRegistry) throws -> [String] {
        try SampleRegistry.tree(sample.registry.root).keys.filter { $0.contains(".partial") }
    }

    @Test func publishing() throws {
        let sample = try SampleRegistry.promoted()
        let states = try states(of: sample) { try sample.publish("three") }
        #expect(states.count == 8)
        for (step, files) in states {
            let left = try restored(files)
            #expect(try left.registry.verify().isEmpty, "\(step)")
            let isPublished = step.hasPrefix("rename")
            #expect(try left.model.versions() == (isPublished ? [1, 2, 3] : [1, 2]), "\(step)")
            let again = try left.publish("three")
            #expect(again.version == 3 && again.isNew == !isPublished, "\(step)")
            #expect(try left.registry.verify().isEmpty, "\(step)")
            #expect(try leftovers(left).isEmpty, "\(step)")
        }
    }

    @Test func promotingAndRollingBack() throws {
        for isRollback in [false, true] {
            let sample = try SampleRegistry.promoted()
            try sample.publish("three")
            try sample.model.promote(version: 3, to: "production", by: SampleRegistry.decision)
            let states = try states(of: sample) {
                if isRollback {
                    try sample.model.rollback(alias: "production", by: SampleRegistry.decision)
                } else {
                    try sample.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
                }
            }
            // Where the gate's result is kept first: three steps more.
            #expect(states.count == (isRollback ? 4 : 7))
            let after = isRollback ? 2 : 1
            for (step, files) in states {
                let left = try restored(files)
                #expect(try left.registry.verify().isEmpty, "\(step)")
                let production = try left.model.version(of: "production")
                #expect(
                    production == (step.hasPrefix("rename") && step.contains("aliases") ? after : 3),
                    "\(step)")
                let decided = try left.model.history().count == 6
                // The next writer, of anything, finishes what the journal says.
                try left.publish("four")
                #expect(try left.model.version(of: "production") == (decided ? after : 3), "\(step)")
                #expect(try left.registry.verify().isEmpty, "\(step)")
                try left.model.promote(version: 2, to: "production", by: SampleRegistry.decision)
                #expect(try left.registry.verify().isEmpty, "\(step)")
                #expect(try leftovers(left).isEmpty, "\(step)")
            }
        }
    }

    @Test func aFirstPromotion() throws {
        let sample = try SampleRegistry()
        try sample.publish("one")
        let states = try states(of: sample) {
            try sample.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
        }
        for (step, files) in states {
            let left = try restored(files)
            #expect(try left.registry.verify().isEmpty, "\(step)")
            try left.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
            #expect(try left.model.aliases() == ["production": 1])
            #expect(try left.model.history().count == 1, "\(step)")
            #expect(try left.registry.verify().isEmpty, "\(step)")
        }
    }

    @Test func removing() throws {
        let sample = try SampleRegistry.promoted()
        for seed in ["three", "four"] { try sample.publish(seed) }
        let states = try states(of: sample) {
            try sample.registry.remove("buyers", keeping: 1, by: SampleRegistry.decision)
        }
        // The line, and the folder that is out of sight.
        #expect(states.count == 2)
        for (step, files) in states {
            // A kill may come when some of the files are gone.
            let golden = files.keys.first { $0.contains(".3.removed/") && $0.hasSuffix("golden.json") }
            for isHalfGone in [false, true] {
                var files = files
                if isHalfGone, let golden { files[golden] = nil }
                let left = try restored(files)
                #expect(try left.registry.verify().isEmpty, "\(step)")
                #expect(try left.model.versions() == (golden == nil ? [1, 2, 3, 4] : [1, 2, 4]), "\(step)")
                // The next writer, of anything, goes on.
                try left.publish("five")
                #expect(try left.model.versions() == [1, 2, 4, 5], "\(step)")
                #expect(try FileSystem.names(in: left.model.path + "/versions").count == 4, "\(step)")
                #expect(try left.registry.verify().isEmpty, "\(step)")
            }
        }
    }

    @Test func aTornJournalLine() throws {
        let sample = try SampleRegistry.promoted()
        let states = try states(of: sample) {
            try sample.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
        }
        let journal = "models/buyers/journal.jsonl"
        let (_, files) = try #require(states.first { $0.step.hasSuffix("journal.jsonl") })
        let whole = try #require(files[journal])
        let start = (whole.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        for end in stride(from: start, to: whole.count, by: 17) {
            var torn = files
            torn[journal] = Array(whole[..<end])
            let left = try restored(torn)
            #expect(try left.registry.verify().isEmpty)
            #expect(try left.model.version(of: "production") == 2)
            try left.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
            #expect(try left.registry.verify().isEmpty)
            #expect(try FileSystem.read(left.registry.root + "/" + journal) == whole)
        }
    }

    @Test func pulling() throws {
        let source = try SampleRegistry.promoted()
        let target = try SampleRegistry()
        let states = try states(of: target) { try target.registry.pull("buyers", from: source.registry) }
        #expect(states.count > 20)
        for (step, files) in states {
            let left = try restored(files)
            #expect(try left.registry.verify().isEmpty, "\(step)")
            try left.registry.pull("buyers", from: source.registry)
            #expect(try left.model.aliases() == source.model.aliases(), "\(step)")
            #expect(try left.model.history() == source.model.history(), "\(step)")
            #expect(try left.registry.verify().isEmpty, "\(step)")
        }
    }
}
