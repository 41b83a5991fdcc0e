import Evaluation
import Features
import Models

/// Holds the inputs and scores of later rows against those of the rows that a scorer was fitted on.
struct DriftCheck {
    /// A frame's rows with their probabilities.
    typealias ScoredRows = (frame: FeatureFrame, probabilities: [Double])

    private let model: LogisticModel
    /// The frozen bins, with the train rows in them.
    let reference: ReferenceHistograms
    private let train: FeatureFrame
    /// The train rows' bins by column, those of the score last.
    private let trainBins: [[Int32]]
    private let evaluator: Evaluator

    /// Freezes the bins.
    ///
    /// - Parameters:
    ///   - train: the rows that the scorer was fitted on, with its own probabilities.
    ///   - model: the scorer's; columns that are no inputs of it move nothing.
    ///   - evaluator: what rows belong together by, the seed, and how few rows say nothing.
    init(train: ScoredRows, model: LogisticModel, evaluator: Evaluator) {
        let train = (frame: train.frame.inputs(of: model), probabilities: train.probabilities)
        self.model = model
        reference = ReferenceHistograms(train.frame, probabilities: train.probabilities)
        self.train = train.frame
        self.evaluator = evaluator
        trainBins = Self.bins(of: train, in: reference)
    }

    /// The drift of a slice of time, and of each of its months where it has several.
    ///
    /// - Parameters:
    ///   - rows: the slice's.
    ///   - slice: its name.
    ///   - months: `2024-03` for one, (n_rows); nil tells none apart.
    /// - Complexity: O(months x (columns x (rows + draws x bins) + rows log rows)).
    func drifts(of rows: ScoredRows, slice: String, months: [String]? = nil) -> [PopulationDrift] {
        let bins = Self.bins(of: (rows.frame.inputs(of: model), rows.probabilities), in: reference)
        let plan = evaluator.plan
        var drifts = self.drifts(
            bins, rows.frame, Array(rows.probabilities.indices), StabilityStudy(seed: plan.seed),
            slice: slice)
        guard let months else { return drifts }
        var rowsOfMonth: [String: [Int]] = [:]
        for (row, month) in months.enumerated() { rowsOfMonth[month, default: []].append(row) }
        guard rowsOfMonth.count > 1 else { return drifts }
        let study = StabilityStudy(seed: plan.seed, minimumRows: plan.minimumGroupSize)
        for (month, own) in rowsOfMonth.sorted(by: { $0.key < $1.key }) {
            drifts += self.drifts(
                bins, rows.frame, own, study, slice: PopulationDrift.monthPrefix + month)
        }
        return drifts
    }

    private func drifts(
        _ bins: [[Int32]], _ frame: FeatureFrame, _ rows: [Int], _ study: StabilityStudy, slice: String
    ) -> [PopulationDrift] {
        let entities = train.entities + rows.map { frame.entities[$0] }
        let clusters = PooledClusters(
            evaluator.clusters.clustering(of: entities), referenceRows: train.rowCount)
        var names = reference.columns.map { PopulationDrift.featurePrefix + $0.name }
        names.append(PopulationDrift.score)
        let counts = (reference.columns + [reference.score].compactMap(\.self)).map(\.binCount)
        func unknown(_ index: Int) -> Int32? {
            guard reference.columns.indices.contains(index) else { return nil }
            return reference.columns[index].unknownLevels
        }
        let columns = names.indices.map { index in
            StabilityStudy.Column(
                group: names[index], bins: trainBins[index] + rows.map { bins[index][$0] },
                binCount: counts[index],
                unknown: unknown(index))
        }
        return study.drifts(
            of: columns, referenceRows: train.rowCount, clusters: clusters, slice: slice)
    }

    private static func bins(of rows: ScoredRows, in reference: ReferenceHistograms) -> [[Int32]] {
        precondition(reference.columns.map(\.name) == rows.frame.columns.map(\.name))
        return zip(reference.columns, rows.frame.columns).map { $0.bins(of: $1.values) }
            + (reference.score.map { [$0.bins(of: .numbers(rows.probabilities))] } ?? [])
    }
}

extension Evaluator {
    /// What has moved from the train slice to the test slice and its months.
    ///
    /// - Parameters:
    ///   - check: of the train slice.
    ///   - test: the test rows, with their labels and probabilities.
    /// - Complexity: that of `DriftCheck.drifts`.
    func stability(
        _ check: DriftCheck, test: LabelledRows, probabilities: [Double]
    ) throws -> StabilityResult {
        let isByMonth = plan.months && !plan.groupings.contains("month")
        return StabilityResult(
            drifts: check.drifts(
                of: (test.frame, probabilities), slice: "test",
                months: isByMonth ? days.map { $0.months(of: test.frame.cutoffs) } : nil),
            months: isByMonth
                ? MonthlyScores.all(
                    in: try set(probabilities, of: test), minimumRows: plan.minimumGroupSize) : [])
    }
}
