import Evaluation
import Features

/// Finds hand rules among a pipeline's features: recency, frequency, monetary value, and frequency over recency.
///
/// Whoever ranks leads without a model ranks them by one of these. All is decided on train rows.
/// Source: P. S. Fader, B. G. S. Hardie, K. L. Lee, Journal of Marketing Research 42 (2005) 415-430, for the three.
struct RuleFinder {
    /// The days added to recency below the line of a ratio.
    static let addedDays: [Double] = [0, 7, 30, 90]
    /// How many of either family, the strongest first, are tried in ratios.
    static let tried = 8

    private static let recencyKinds: Set<FeatureDefinition.Kind> = [.timeSinceLast]
    private static let frequencyKinds: Set<FeatureDefinition.Kind> = [.count, .activeDays]
    private static let sumKinds: Set<FeatureDefinition.Kind> = [.sum]

    let train: LabelledRows
    private let recencies: [String]
    private let frequencies: [String]
    private let sums: [String]

    init(_ features: FeatureSet, train: LabelledRows) {
        self.train = train
        func names(_ kinds: Set<FeatureDefinition.Kind>) -> [String] {
            features.features.filter { kinds.contains($0.definition.kind) }.map(\.name)
        }
        recencies = names(Self.recencyKinds)
        frequencies = names(Self.frequencyKinds)
        sums = names(Self.sumKinds)
    }

    /// Whether there is a feature of which a rule could be made.
    static func finds(in features: FeatureSet) -> Bool {
        let kinds = recencyKinds.union(frequencyKinds).union(sumKinds)
        return features.features.contains { kinds.contains($0.definition.kind) }
    }

    /// The strongest rule of each family, by AUROC on the train rows; the first one where several are.
    ///
    /// - Complexity: O(candidates x n log n) for n train rows, with at most a candidate a feature and
    ///   `tried` x `tried` x `addedDays` ratios.
    func rules() throws -> [HandRule] {
        let byRecency = try ranked(recencies)
        let byFrequency = try ranked(frequencies)
        let ratios = byFrequency.prefix(Self.tried).flatMap { above in
            byRecency.prefix(Self.tried).flatMap { below in
                Self.addedDays.compactMap { days -> HandRule? in
                    guard let above = above.rule.feature, let below = below.rule.feature else { return nil }
                    return HandRule(numerator: above, denominator: below, plus: days)
                }
            }
        }
        return try [byRecency, byFrequency, ranked(sums), ranked(ratios)].compactMap(\.first?.rule)
    }

    private typealias Ranked = (rule: HandRule, auroc: Double)

    /// Rules of one feature, each in its better direction, the strongest first.
    private func ranked(_ features: [String]) throws -> [Ranked] {
        try ranked(
            features.flatMap { name in
                [HandRule(feature: name), HandRule(feature: name, better: .lower)]
            })
    }

    private func ranked(_ rules: [HandRule]) throws -> [Ranked] {
        try rules.enumerated().compactMap { place, rule -> (place: Int, ranked: Ranked)? in
            guard let scores = rule.scores(of: train.frame) else { return nil }
            let set = try EvaluationSet(scores: scores, labels: train.labels, scale: .ranking)
            guard let auroc = RankedCounts(set).auroc().value else { return nil }
            return (place: place, ranked: (rule: rule, auroc: auroc))
        }
        .sorted { ($1.ranked.auroc, $0.place) < ($0.ranked.auroc, $1.place) }.map(\.ranked)
    }
}
