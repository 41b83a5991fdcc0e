public import Learning
import Models
import Storage

/// By which method texts become dense vectors, and how it learns.
public enum EmbedderSettings: Equatable, Sendable {
    /// Grams of words and characters, projected.
    case projection(TextEmbedding.Configuration)
    /// Averages of vectors of words.
    case words(WordVectorizing.Configuration)
    /// Averages of vectors of words that a file holds.
    case wordFile(WordFileSettings)

    /// What was learned from texts.
    struct Learned {
        var embedder: Embedder
        /// What share of the sum of squares it explains, where that is known.
        var explained: Double?
        /// By which file, where there is one.
        var wordFile: WordFileSettings.Record?
    }

    /// Learns from texts.
    func learn(_ texts: [String], concurrency: Int?) throws -> Learned {
        switch self {
        case .projection(let configuration):
            let fit = try TextEmbedding(configuration, concurrency: concurrency).learn(texts)
            return Learned(embedder: .projection(fit.embedder), explained: fit.explained.reduce(0, +))
        case .words(let configuration):
            return Learned(
                embedder: .words(try WordVectorizing(configuration, concurrency: concurrency).fit(texts)))
        case .wordFile(let settings):
            let (vectors, record) = try settings.learn(texts, concurrency: concurrency)
            return Learned(embedder: .words(vectors), wordFile: record)
        }
    }

    /// As JSON that names the method; a file of vectors by what was read of it.
    func tree(_ wordFile: WordFileSettings.Record?) throws(StorageError) -> JSONValue {
        switch self {
        case .projection(let configuration):
            .object(["projection": try CanonicalJSON.tree(of: configuration)])
        case .words(let configuration):
            .object(["words": try CanonicalJSON.tree(of: configuration)])
        case .wordFile: .object(["wordFile": try CanonicalJSON.tree(of: wordFile)])
        }
    }
}
