public import Features
import FoundationEssentials
import LinearAlgebra

/// Learns vectors of what happens from which events stand near each other: directions of positive pointwise mutual information
/// (PPMI-SVD).
///
/// Events that come together with the same others get similar vectors. A value of the attribute that too few entities have counts
/// as its kind alone, and a kind that too few have is left out.
///
/// Source: O. Levy and Y. Goldberg, "Neural word embedding as implicit matrix factorization" (2014).
public struct BehaviourVectorizing: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// Numbers a vector at most, above 0.
        public var dimensions: Int
        /// Events to either side that an event stands near; above 0.
        public var window: Int
        /// How far apart two events may be that stand near each other; nil for any time.
        public var within: TimeSpan?
        /// The attribute whose value tells events of one kind apart; nil where the kind alone does.
        public var attribute: String?
        /// The kinds of events that count; empty for all.
        public var kinds: [String]
        /// The time in which an event comes to count half in an average; nil where age says nothing.
        public var halfLife: TimeSpan?
        /// Entities that must have a token; above 0.
        public var minimumEntities: Int
        /// a of a token's weight a / (a + p), for its share p of all events; above 0.
        public var smoothing: Double
        /// Of the random start.
        public var seed: UInt64

        /// Creates settings; `BehaviourVectorizing` checks them.
        public init(
            dimensions: Int = 16, window: Int = 5, within: TimeSpan? = nil, attribute: String? = nil,
            kinds: [String] = [], halfLife: TimeSpan? = nil, minimumEntities: Int = 5,
            smoothing: Double = 0.1, seed: UInt64 = 1
        ) {
            self.dimensions = dimensions
            self.window = window
            self.within = within
            self.attribute = attribute
            self.kinds = kinds
            self.halfLife = halfLife
            self.minimumEntities = minimumEntities
            self.smoothing = smoothing
            self.seed = seed
        }
    }

    /// Creates the estimator.
    ///
    /// - Parameters:
    ///   - configuration: checked here.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    /// - Precondition: the concurrency is above 0.
    public init(_ configuration: Configuration, concurrency: Int? = nil) throws(ConfigurationError) {
        for (key, value, limit) in [
            ("dimensions", configuration.dimensions, EventVectors.mostDimensions),
            ("window", configuration.window, 1_000),
            ("minimumEntities", configuration.minimumEntities, 1 << 30),
        ] where value <= 0 || value > limit {
            throw ConfigurationError(key: key, requirement: "a whole number in 1...\(limit)")
        }
        guard configuration.smoothing > 0 && configuration.smoothing <= 1 else {
            throw ConfigurationError(key: "smoothing", requirement: "a number above 0 and not above 1")
        }
        for (key, span) in [("within", configuration.within), ("halfLife", configuration.halfLife)] {
            guard let span else { continue }
            guard span.microseconds > 0 && span <= TimeSpan.days(36_500) else {
                throw ConfigurationError(key: key, requirement: "a span above 0d and up to 36500d")
            }
        }
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Learns from what happened to entities, one sequence each.
    ///
    /// - Parameter sequences: of the train slice only; kinds that do not count are left out here.
    /// - Returns: vectors with the dimensions asked for, or fewer where the tokens have no more.
    /// - Throws: `LearningError.noRows` for no events, `noTokens` where no two tokens are kept that stand near each other,
    ///   `unfinished` where the search for the directions ended without them.
    /// - Complexity: O(events * window), and a decomposition.
    public func fit(_ sequences: [EventSequence]) throws(LearningError) -> BehaviourFit {
        let counted = sequences.map(counting)
        let all = counted.reduce(0) { $0 + $1.tokens.count }
        guard all > 0 else { throw .noRows }
        let vocabulary = EventVocabulary(counted, minimumEntities: configuration.minimumEntities)
        guard !vocabulary.tokens.isEmpty else { throw .noTokens(minimum: configuration.minimumEntities) }
        var times = [Double](repeating: 0, count: vocabulary.tokens.count)
        var near = CoOccurrences(words: vocabulary.tokens.count)
        var known = 0
        for sequence in counted {
            let (codes, moments) = vocabulary.known(in: sequence)
            known += codes.count
            for code in codes { times[code] += 1 }
            near.add(codes, window: configuration.window) { first, second in
                configuration.within.map { moments[second] - moments[first] <= $0.microseconds } ?? true
            }
        }
        let information = near.positiveInformation()
        guard !information.values.isEmpty else {
            throw .noTokens(minimum: configuration.minimumEntities)
        }
        return BehaviourFit(
            vectors: try vectors(of: vocabulary.tokens, information, times: times),
            sequences: sequences.count, events: all, unknownEvents: all - known)
    }

    private func vectors(
        of tokens: [EventToken], _ information: SparseMatrix, times: [Double]
    ) throws(LearningError) -> EventVectors {
        let found: DecompositionFit
        do {
            found = try Decomposition(
                .init(rank: min(configuration.dimensions, tokens.count), seed: configuration.seed),
                concurrency: concurrency
            ).fit(.sparse(information))
        } catch let error as LearningError {
            throw error
        } catch {
            preconditionFailure("settings that were checked hold")
        }
        guard found.hasConverged else { throw .unfinished(products: found.products) }
        let roots = found.singularValues.map { $0.squareRoot() }
        let all = times.reduce(0, +)
        do {
            return try EventVectors(
                attribute: configuration.attribute, tokens: tokens,
                vectors: tokens.indices.map { token in
                    roots.indices.map { found.scores[token, $0] / roots[$0] }
                },
                weights: times.map { configuration.smoothing / (configuration.smoothing + $0 / all) },
                halfLife: configuration.halfLife)
        } catch {
            throw .invalidVectors(error)
        }
    }

    /// The events that count.
    private func counting(_ sequence: EventSequence) -> EventSequence {
        if configuration.kinds.isEmpty { return sequence }
        let kept = sequence.tokens.indices.filter { configuration.kinds.contains(sequence.tokens[$0].kind) }
        return EventSequence(
            tokens: kept.map { sequence.tokens[$0] }, times: kept.map { sequence.times[$0] })
    }
}
