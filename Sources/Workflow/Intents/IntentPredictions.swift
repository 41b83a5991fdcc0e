public import Datasets
public import Evaluation
import FoundationEssentials
import LinearAlgebra
import Models

/// What a model says of messages, a row each.
public struct IntentPredictions: Equatable, Sendable {
    private let intents: [String]
    private let rows: [Row]
    /// Whether reasons were asked for.
    private let hasReasons: Bool
    /// Messages with a label; nil where none was named.
    private let labelled: [Int]?

    /// One message.
    private struct Row: Equatable, Sendable {
        var answer: ClassAnswer
        var runnerUp: Int
        var runnerUpProbability: Double
        var isKnown: Bool
        var reasons: String
    }

    /// Messages.
    public var count: Int { rows.count }
    /// Messages that got no intent.
    public var abstained: Int { rows.count { !$0.answer.isNamed } }
    /// Messages of which nothing is known.
    public var nothingKnown: Int { rows.count { !$0.isKnown } }
    /// How good the answers to messages with a label are; nil where there is none.
    public var evaluation: ClassEvaluation? {
        guard let labelled, !labelled.isEmpty else { return nil }
        return ClassEvaluation(labelled.map { rows[$0].answer }, names: intents)
    }
    /// Messages without a label, where labels were named.
    public var withoutLabel: Int { labelled.map { rows.count - $0.count } ?? 0 }

    init(
        of texts: [String?], labels: [String?]?, by model: IntentModel, reasons: Int, concurrency: Int?
    ) {
        intents = model.intents
        hasReasons = reasons > 0
        labelled = labels.map { labels in labels.indices.filter { labels[$0] != nil } }
        let numbers = Dictionary(uniqueKeysWithValues: model.intents.enumerated().map { ($1, $0) })
        let threads = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        let blocks = RowBlocks(rowCount: texts.count, blockSize: 64, concurrency: threads).map { block in
            block.map { row in
                let found = model.answer(texts[row] ?? "", reasons: reasons)
                let label = labels?[row].flatMap { numbers[$0] }
                return Row(
                    answer: ClassAnswer(
                        label: label, likeliest: found.likeliest, probability: found.probability,
                        ownProbability: label.map { found.probabilities[$0] } ?? 0,
                        isNamed: found.abstention == nil),
                    runnerUp: found.runnerUp, runnerUpProbability: found.probabilities[found.runnerUp],
                    isKnown: found.abstention != .nothingKnown,
                    reasons: found.reasons.map {
                        "\($0.gram): \(Figures.fixed($0.contribution, decimals: 3))"
                    }
                    .joined(separator: "; "))
            }
        }
        rows = blocks.flatMap { $0 }
    }

    /// The answers as a table for a file: row (from 1), intent (empty for "unknown"), likeliest, probability, runnerUp,
    /// runnerUpProbability, abstained and, where they were asked for, reasons.
    public var table: ColumnTable {
        var table = ColumnTable(
            names: [
                "row", "intent", "likeliest", "probability", "runnerUp", "runnerUpProbability", "abstained",
            ],
            columns: [
                .integers(rows.indices.map { Int64($0 + 1) }),
                .texts(rows.map { $0.answer.isNamed ? intents[$0.answer.likeliest] : nil }),
                .texts(rows.map { intents[$0.answer.likeliest] }),
                .numbers(rows.map(\.answer.probability)), .texts(rows.map { intents[$0.runnerUp] }),
                .numbers(rows.map(\.runnerUpProbability)), .flags(rows.map { !$0.answer.isNamed }),
            ])
        if hasReasons {
            table.names.append("reasons")
            table.columns.append(.texts(rows.map(\.reasons)))
        }
        return table
    }

    /// Writes the table.
    ///
    /// - Parameter path: `.csv` or `.parquet`.
    /// - Throws: `DatasetError`.
    public func write(to path: String) throws { try TableFile().write(table, to: path) }
}
