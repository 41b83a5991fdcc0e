import Features
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// What `leadline behaviour` prints.
struct BehaviourSummary: Encodable {
    private let embedder: String
    private let version: String?
    private let isNew: Bool?
    private let until: String
    private let quality: BehaviourQuality
    /// What is nearest to each of the most frequent kinds of events.
    private let neighbours: [Neighbours]
    private let rows: Int?
    private let rowsWithoutVector: Int?

    /// The kinds of events that are nearest to one.
    struct Neighbours: Encodable {
        var token: String
        var nearest: [Neighbour]
    }

    /// A kind of event near another.
    struct Neighbour: Encodable {
        var token: String
        var cosine: Double
    }

    /// Of an embedder that was just learned.
    init(_ learned: LearnedBehaviour, _ published: PublishedVersion?, _ written: BehaviourFrame?) {
        self.init(
            learned.package.vectors, digest: learned.package.digest,
            version: published.map { "\($0.manifest.name) version \($0.version)" },
            isNew: published?.isNew, until: learned.until.description, learned.quality, written)
    }

    /// Of an embedder that was there.
    init(_ stored: StoredBehaviour, _ written: BehaviourFrame?) {
        self.init(
            stored.package.vectors, digest: stored.package.digest, version: stored.version, isNew: nil,
            until: stored.learning.until, stored.learning.quality, written)
    }

    private init(
        _ vectors: EventVectors, digest: Digest, version: String?, isNew: Bool?, until: String,
        _ quality: BehaviourQuality, _ written: BehaviourFrame?
    ) {
        embedder = "\(digest)"
        self.version = version
        self.isNew = isNew
        self.until = until
        self.quality = quality
        rows = written?.frame.rowCount
        rowsWithoutVector = written?.withoutVector
        // The more frequent, the less it weighs.
        let frequent = vectors.tokens.indices.sorted {
            (vectors.weights[$0], vectors.tokens[$0]) < (vectors.weights[$1], vectors.tokens[$1])
        }
        neighbours = frequent.prefix(8).map { token in
            Neighbours(
                token: vectors.tokens[token].description,
                nearest: vectors.neighbours(of: token, atMost: 3).map {
                    Neighbour(token: $0.token.description, cosine: $0.cosine)
                })
        }
    }

    /// Prints it as lines or as JSON.
    func tell(_ console: Console, asJSON: Bool) throws {
        if asJSON {
            try console.json(self)
            return
        }
        console.line(
            "learned from \(Figures.count(quality.events)) events of \(Figures.count(quality.entities)) entities before \(until): "
                + "\(Figures.count(quality.tokens)) kinds, \(quality.dimensions) dimensions")
        console.line(
            "\(Figures.percent(quality.unknownShare)) of the events are of kinds that are not known; "
                + "\(Figures.count(quality.withoutVector)) entities without a vector")
        for known in neighbours {
            let nearest = known.nearest.map { "\($0.token) \(Figures.fixed($0.cosine, decimals: 2))" }
            console.line("near \(known.token): \(nearest.isEmpty ? "none" : nearest.joined(separator: ", "))")
        }
        if let rows, let rowsWithoutVector {
            console.line(
                "\(Figures.count(rows)) rows written, \(Figures.count(rowsWithoutVector)) without a vector")
        }
        console.line("embedder \(embedder)")
        if let version {
            console.line(isNew == false ? "\(version), which was there already" : version)
        }
    }
}
