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
            guard let until = try learnedUntil(reference), until > end else { continue }
            throw WorkflowError.refused(
                what:
                    "\(reference) learned from events up to \(until), and the last cutoff of \(rows) is \(end): it has seen what is to be foretold",
                remedy:
                    "learn it again, leadline behaviour \(pipeline.file) --until \(end) --publish NAME, and name that version"
            )
        }
    }

    /// The embedders that do not say until when what they learned from was known, in sentences.
    var untimedEmbedders: [String] {
        guard case .events(_, _, let features) = contents else { return [] }
        return features.embedderReferences.compactMap { reference in
            guard (try? learnedUntil(reference)) == .some(nil) else { return nil }
            return
                "\(reference): nothing tells when the texts it learned from were written; it is taken to have learned from none after the train slice"
        }
    }

    /// Until when an embedder's events were known; nil for one of texts.
    private func learnedUntil(_ reference: String) throws -> Instant? {
        let version = try registry.embedder(reference)
        return try version.behaviourLearning().map { try Instant($0.until) }
    }
}
