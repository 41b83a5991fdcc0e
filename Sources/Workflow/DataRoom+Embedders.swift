import Datasets
import Features
import Registry
import Storage

extension DataRoom {
    /// The digests of the embedders' versions that features go by.
    static func requirements(of features: FeatureSet?) -> [Digest] {
        Set((features?.embedders ?? [:]).values.compactMap { Digest($0.digest) }).sorted {
            $0.description < $1.description
        }
    }

    /// Refuses features by an embedder that learned from what happened at or after the end of rows that are fitted to.
    ///
    /// - Parameters:
    ///   - end: the last cutoff of the rows; nil where there are none.
    ///   - rows: what they are, for the message.
    func refuseForesight(after end: Instant?, of rows: String) throws {
        guard case .events(_, _, let features) = contents, let end else { return }
        for reference in features.embedderReferences {
            guard let learned = try learnedUntil(reference), learned.until > end else { continue }
            throw WorkflowError.refused(
                what:
                    "\(reference) learned from \(learned.areTexts ? "texts" : "events") up to \(learned.told), and the last cutoff of \(rows) is \(end): it has seen what is to be foretold",
                remedy: learned.areTexts
                    ? "learn it again, leadline embed FILE --text COLUMN --time COLUMN --until \(end) --publish NAME, and name that version"
                    : "learn it again, leadline behaviour \(pipeline.file) --until \(end) --publish NAME, and name that version"
            )
        }
    }

    /// The embedders that do not say until when what they learned from was known, in sentences.
    var untimedEmbedders: [String] {
        guard case .events(_, _, let features) = contents else { return [] }
        return features.embedderReferences.compactMap { reference in
            let isTimed = (try? learnedUntil(reference).map { _ in true } ?? false) ?? true
            if isTimed { return nil }
            return
                "\(reference): nothing tells when the texts it learned from were written; it is taken to have learned from none after the train slice"
        }
    }

    /// Until when what an embedder learned from was known.
    private struct Learned {
        /// What is learned at or after it was not.
        var until: Instant
        /// As its version tells it.
        var told: Instant
        var areTexts: Bool
    }

    /// Nil for an embedder of texts that nobody told the times of.
    private func learnedUntil(_ reference: String) throws -> Learned? {
        let version = try registry.embedder(reference)
        if let until = try version.behaviourLearning().map({ try Instant($0.until) }) {
            return Learned(until: until, told: until, areTexts: false)
        }
        guard let latest = try version.embedderLearning().latest.map({ try Instant($0) }) else { return nil }
        // A cutoff knows what came before it.
        let until = min(latest + TimeSpan(microseconds: 1), .latest)
        return Learned(until: until, told: latest, areTexts: true)
    }
}
