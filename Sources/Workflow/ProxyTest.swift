import Evaluation
import Features
import Learning
import LinearAlgebra
import Models

/// How well what a model takes tells a protected attribute: what is left out may come back through what is correlated.
///
/// Each value of an attribute is told from all others by a logistic regression on the model's inputs, fitted to four
/// fifths of the clusters and asked about the fifth; of two values the rarer one is told.
struct ProxyTest {
    /// What is asked of the inputs, and what of the model's own score.
    static let metrics = ["proxy_auroc", "score_auroc"]
    static let folds = 5
    /// Clusters are drawn until there are this many rows.
    static let maximumRows = 20_000

    private let settings: PipelineSettings
    private let plan: EvaluationPlan
    private let clusters: CaseClusters

    init(_ settings: PipelineSettings, plan: EvaluationPlan, clusters: CaseClusters) {
        self.settings = settings
        self.plan = plan
        self.clusters = clusters
    }

    /// Tests every protected attribute on the rows that figures are of.
    ///
    /// - Parameter probabilities: the model's, shape (rows).
    /// - Complexity: a training on at most `maximumRows` rows for every fold of every value.
    func run(_ frame: FeatureFrame, probabilities: [Double]) throws -> (
        rows: [MetricRow], results: [ProxyResult]
    ) {
        var rows: [MetricRow] = []
        var results: [ProxyResult] = []
        let drawn = Drawn(frame, clusters, seed: (settings.model ?? ModelSettings()).seed)
        for name in plan.protected {
            guard case .categories(let values)? = frame.column(name)?.values else { continue }
            for value in Self.told(values) {
                let isMember = values.map { $0 == value }
                let group = GroupKey([GroupKey.Part(grouping: name, value: value)]).text
                let ofScore = try auroc(probabilities, isMember, drawn.allClusters)
                rows.append(ofScore.row("score_auroc", slice: "test", group: group, n: frame.rowCount))
                let (estimate, inputs) = try tell(name, drawn.rows.map { isMember[$0] }, drawn)
                rows.append(estimate.row("proxy_auroc", slice: "test", group: group, n: drawn.rows.count))
                results.append(ProxyResult(group: group, inputs: inputs))
            }
        }
        return (rows, results)
    }

    /// The values to tell, by Unicode scalars; of two the rarer.
    static func told(_ values: [String?]) -> [String] {
        var counts: [String: Int] = [:]
        for case let value? in values { counts[value, default: 0] += 1 }
        let names = counts.keys.sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
        guard names.count == 2, !values.contains(nil) else { return names.count < 2 ? [] : names }
        return [counts[names[0], default: 0] <= counts[names[1], default: 0] ? names[0] : names[1]]
    }

    private func auroc(
        _ scores: [Double], _ isMember: [Bool], _ clusters: Clustering
    ) throws -> MetricEstimate {
        if let tooSmall = tooSmall(isMember) { return tooSmall }
        return RankedRows(
            try EvaluationSet(scores: scores, labels: isMember, scale: .ranking, clusters: clusters)
        ).auroc()
    }

    private func tooSmall(_ isMember: [Bool]) -> MetricEstimate? {
        let members = isMember.count { $0 }
        guard min(members, isMember.count - members) < plan.minimumGroupSize else { return nil }
        return .undefined("too small to say, fewer than \(plan.minimumGroupSize) rows")
    }

    /// The AUROC out of fold, and the inputs that tell most.
    private func tell(
        _ name: String, _ isMember: [Bool], _ drawn: Drawn
    ) throws -> (MetricEstimate, [ProxyResult.Input]) {
        var model = settings.model ?? ModelSettings()
        // An attribute that the model takes would tell itself.
        let own = model.allInputs ?? settings.inputNames.map { InputSelection.Entry(name: $0) }
        let others = own.filter { $0.name != name }
        if others.isEmpty { return (.undefined("the model has no other input"), []) }
        model.inputs = try InputSelection(others)
        model.interactions = model.interactions?.filter { !$0.contains(name) }
        // The test's own way, whatever the scorer's is: it asks for standard errors.
        model.ensemble = nil
        model.penalty = 1
        model.l1Ratio = nil
        model.solver = nil
        model.strength = nil
        model.classWeights = nil
        model.halfLife = nil
        let trainer = try ScorerTrainer(model)
        var margins = [Double](repeating: 0, count: isMember.count)
        if let tooSmall = tooSmall(isMember) { return (tooSmall, []) }
        do {
            for fold in 0..<Self.folds {
                let train = drawn.folds.indices.filter { drawn.folds[$0] != fold }
                let test = drawn.folds.indices.filter { drawn.folds[$0] == fold }
                guard Set(train.map { isMember[$0] }).count == 2, !test.isEmpty else {
                    return (.undefined("too few clusters for \(Self.folds) folds"), [])
                }
                let told = try trainer.train(
                    on: drawn.frame.rows(train), labels: train.map { isMember[$0] })
                for (row, score) in zip(test, try told.model.scores(of: drawn.frame.rows(test))) {
                    // A fold with many members leaves few to train on: the intercept would rank folds, and wrongly.
                    margins[row] = score.margin - told.model.intercept
                }
            }
            var estimate = try auroc(margins, isMember, drawn.clusters)
            estimate.method += ", logistic regression on the model's inputs, out of \(Self.folds) folds"
            let fit = try trainer.train(on: drawn.frame, labels: isMember)
            return (estimate, Self.strongest(fit))
        } catch let error as LearningError {
            return (.undefined("\(error)"), [])
        }
    }

    private static func strongest(_ trained: TrainedScorer) -> [ProxyResult.Input] {
        guard let errors = trained.fit.standardErrors else { return [] }
        return trained.model.columns.indices.filter { errors[$0] > 0 }.map { column in
            ProxyResult.Input(
                name: trained.model.columns[column].name,
                z: trained.fit.coefficients[column] / errors[column])
        }.sorted { (abs($1.z), $0.name) < (abs($0.z), $1.name) }.prefix(3).map { $0 }
    }

    /// Rows of clusters drawn at random, in folds that no cluster is in two of.
    private struct Drawn {
        /// Indices into the whole frame, ascending.
        let rows: [Int]
        let frame: FeatureFrame
        let clusters: Clustering
        /// Those of the whole frame's rows.
        let allClusters: Clustering
        /// The fold of each row.
        let folds: [Int]

        init(_ whole: FeatureFrame, _ clusters: CaseClusters, seed: UInt64) {
            let all = clusters.clustering(of: whole)
            var random = CounterRandom(seed: seed, stream: "proxy test")
            var placeOfCluster = [Int](repeating: 0, count: all.count)
            for (place, cluster) in (0..<all.count).shuffled(using: &random).enumerated() {
                placeOfCluster[cluster] = place
            }
            var size = [Int](repeating: 0, count: all.count)
            for cluster in all.numbers { size[placeOfCluster[Int(cluster)]] += 1 }
            var (kept, count) = (0, 0)
            while kept < size.count, count < ProxyTest.maximumRows {
                count += size[kept]
                kept += 1
            }
            let rows = all.numbers.indices.filter { placeOfCluster[Int(all.numbers[$0])] < kept }
            self.rows = rows
            frame = rows.count == whole.rowCount ? whole : whole.rows(rows)
            self.clusters = clusters.clustering(of: frame)
            allClusters = all
            folds = rows.map { placeOfCluster[Int(all.numbers[$0])] % ProxyTest.folds }
        }
    }
}
