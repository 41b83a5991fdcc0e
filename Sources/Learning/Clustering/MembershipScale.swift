public import LinearAlgebra
import Models

/// How sure the nearest centre is: what halves of squared distances are divided by, so that their softmax says how often clusters that are
/// found in other rows of the same kind put a row there.
///
/// Bootstrap samples are clustered, each sample's clusters are matched with those that were found, one to one by the greatest
/// Jaccard similarity, and rows that the sample did not draw are put into them. The temperature makes the log loss of those answers least
/// (`TemperatureScaling`).
public struct MembershipScale: Equatable, Sendable {
    /// What halves of squared distances are divided by; in 1/1024...1024.
    public let temperature: Double
    /// The mean log loss at that temperature.
    public let logLoss: Double
    /// The share of answers that are the row's own cluster; in 0...1.
    public let agreement: Double

    /// Rows that each sample is asked about, at most.
    private static let questions = 200

    /// Measures how sure clusters are; nil where there is one cluster, or samples have fewer different rows than clusters.
    ///
    /// - Parameters:
    ///   - fit: the clusters of the rows.
    ///   - rows: dense; shape (rows, columns).
    ///   - configuration: what they were found with.
    ///   - samples: bootstrap samples; above 0.
    ///   - rowLimit: rows a sample at most.
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Throws: `LearningError` as `KMeans.fit`.
    /// - Complexity: that of a fit to `rowLimit` rows for each sample.
    public init?(
        of fit: KMeansFit, rows: DesignMatrix, configuration: KMeans.Configuration, samples: Int = 50,
        rowLimit: Int = 5_000, concurrency: Int = 1
    ) throws(LearningError) {
        let count = fit.sizes.count
        guard count > 1 else { return nil }
        let all = try ClusterRows(
            rows, weights: nil, isSpherical: configuration.isSpherical, concurrency: concurrency)
        let trial = Trial(
            rows: all, fit: fit, configuration: configuration, limit: min(rowLimit, rows.rows))
        let answers = RowBlocks(rowCount: samples, blockSize: 1, concurrency: concurrency).map {
            trial.answers($0.lowerBound, questions: Self.questions)
        }
        let found = answers.compactMap { $0 }.flatMap { $0 }
        guard answers.allSatisfy({ $0 != nil }), !found.isEmpty else { return nil }
        let scaling = try TemperatureScaling(
            margins: found.flatMap(\.margins), labels: found.map(\.cluster), classes: count)
        temperature = scaling.temperature
        logLoss = scaling.lossAfter
        agreement = Double(found.count { $0.cluster == $0.own }) / Double(found.count)
    }
}

/// What samples say of rows that they did not draw.
private struct Trial {
    let rows: ClusterRows
    let fit: KMeansFit
    let configuration: KMeans.Configuration
    let limit: Int

    struct Answer {
        var margins: [Double]
        var cluster: Int
        var own: Int
    }

    /// Nil where the sample has fewer different rows than there are clusters.
    func answers(_ sample: Int, questions: Int) -> [Answer]? {
        var random = CounterRandom(seed: configuration.seed, stream: "cluster membership")
            .substream(UInt32(sample))
        let all = rows.design.rows
        func draw() -> Int { min(Int(random.nextUniform() * Double(all)), all - 1) }
        var own = configuration
        own.clusters = fit.sizes.count
        own.restarts = 1
        own.batchSize = nil
        own.seed = random.next()
        var times: [Int: Double] = [:]
        for _ in 0..<limit { times[draw(), default: 0] += 1 }
        let chosen = times.keys.sorted()
        let weights = chosen.map { times[$0] ?? 1 }
        guard let estimator = try? KMeans(own, concurrency: 1),
            let again = try? estimator.fit(ClusterRows(rows, chosen, weights: weights))
        else { return nil }
        let matched = match(again, chosen)
        var answers: [Answer] = []
        for _ in 0..<questions {
            let row = draw()
            guard times[row] == nil else { continue }
            let values = rows.design.selected([row]).elements
            let distances = fit.model.centres.map { centre in
                zip(values, centre).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            answers.append(
                Answer(
                    margins: distances.map { -$0 / 2 },
                    cluster: matched[again.model.nearest(values.span).cluster], own: Int(fit.clusters[row])))
        }
        return answers
    }

    /// The cluster that each of a sample's is: the most similar pair first, each once.
    private func match(_ again: KMeansFit, _ chosen: [Int]) -> [Int] {
        let count = fit.sizes.count
        var shared = [Double](repeating: 0, count: count * count)
        var (before, after) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for (row, cluster) in zip(chosen, again.clusters) {
            let own = Int(fit.clusters[row])
            shared[own * count + Int(cluster)] += 1
            before[own] += 1
            after[Int(cluster)] += 1
        }
        func similarity(_ place: Int) -> Double {
            let both = shared[place]
            return both / max(1, before[place / count] + after[place % count] - both)
        }
        var matched = [Int](repeating: -1, count: count)
        var isTaken = [Bool](repeating: false, count: count)
        let order = shared.indices.sorted { (similarity($1), $0) < (similarity($0), $1) }
        for place in order where !isTaken[place / count] && matched[place % count] < 0 {
            matched[place % count] = place / count
            isTaken[place / count] = true
        }
        return matched
    }
}
