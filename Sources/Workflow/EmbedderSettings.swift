public import Learning
import Models
import Storage

/// By which method texts become dense vectors, and how it learns.
public enum EmbedderSettings: Equatable, Sendable {
    /// Grams of words and characters, projected.
    case projection(TextEmbedding.Configuration)
    /// Averages of vectors of words.
    case words(WordVectorizing.Configuration)

    /// What was learned from texts, with what share of the sum of squares it explains where that is known.
    func learn(
        _ texts: [String], concurrency: Int?
    ) throws -> (embedder: Embedder, explained: Double?) {
        switch self {
        case .projection(let configuration):
            let fit = try TextEmbedding(configuration, concurrency: concurrency).learn(texts)
            return (.projection(fit.embedder), fit.explained.reduce(0, +))
        case .words(let configuration):
            return (.words(try WordVectorizing(configuration, concurrency: concurrency).fit(texts)), nil)
        }
    }

    /// As JSON that names the method.
    func tree() throws(StorageError) -> JSONValue {
        switch self {
        case .projection(let configuration):
            .object(["projection": try CanonicalJSON.tree(of: configuration)])
        case .words(let configuration):
            .object(["words": try CanonicalJSON.tree(of: configuration)])
        }
    }
}
