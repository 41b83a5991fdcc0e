import Arithmetic

/// Finds the smallest changes of a row that take its probability to a target.
///
/// A row below the target is to reach at least the target, one above it at most the target. Only inputs that are offered
/// are changed, and only to values that are offered; a number that is missing stays missing. Every answer was scored by
/// `LogisticModel.score`, so that the target is reached by the very probability that is served.
///
/// The logit is a sum over inputs. Of each input only values are kept that help more than every nearer one, so that its part
/// rises along them: of two inputs the smallest changes are found exactly, by bisection of one for each value of
/// the other. Inputs that interact are no such sum: of these only one is changed at a time, while those that it interacts with
/// stay; which of them help most together is searched exactly, up to 24 that are tied to one another. Sparse changes of least distance, in standard deviations, follow Wachter, Mittelstadt and Russell (Harvard Journal of Law & Technology 31, 2018); only what a person
/// can act on, and the smallest sets of it, Ustun, Spangher and Liu (Actionable recourse in linear classification, FAT*
/// 2019).
public struct CounterfactualSearch: Sendable {
    /// The row's score as it is.
    public let score: Score
    let model: LogisticModel
    let row: [Double]
    let target: Double
    /// The inputs that help, with values that help more and more.
    let offers: [Offer]
    /// Those of them that help most together: no two interact.
    let together: [Offer]
    /// Whether no others of which no two interact help more; false where too many interact for all sets to be tried.
    public let isExact: Bool

    /// An input's values in the direction that helps, nearest first.
    struct Offer: Sendable {
        var input: Int
        var values: [Double]
        var last: Double { values[values.count - 1] }

        init(input: Int, values: [Double]) {
            self.input = input
            self.values = values
        }
    }

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - model: what scores.
    ///   - row: shape (inputs).
    ///   - target: a probability.
    ///   - offered: values that inputs may take, by index; codes of levels for a category.
    /// - Precondition: the row has the shape, the target is in 0...1, the indices are of inputs, and values are finite.
    /// - Complexity: O(values log values + inputs x design columns); of inputs with bins or several columns O(values x design columns).
    public init(_ model: LogisticModel, row: [Double], target: Double, offered: [Int: [Double]]) {
        precondition((0...1).contains(target))
        self.model = model
        self.row = row
        self.target = target
        let now = model.score(row.span)
        score = now
        let isRaised = now.probability.value < target
        func logit(_ input: Int, _ value: Double) -> Double {
            var changed = row
            changed[input] = value
            let logit = model.progress(model.score(changed.span))
            return isRaised ? logit : -logit
        }
        let start = isRaised ? model.progress(now) : -model.progress(now)
        let offers: [Offer] = offered.sorted { $0.key < $1.key }.compactMap { input, values in
            let old = row[input]
            if model.inputs[input].kind == .number && !model.isMonotone(inInput: input) {
                guard old.isFinite else { return nil }
                let nearestFirst = values.filter { $0 != old }.map { value in
                    (value: value, distance: model.distance(input: input, from: old, to: value))
                }.sorted {
                    ($0.distance, abs($0.value - old), $0.value) < (
                        $1.distance, abs($1.value - old), $1.value
                    )
                }
                return Offer(input: input, climbing: nearestFirst.map(\.value), from: start) {
                    logit(input, $0)
                }
            }
            let runs: [[Double]]
            if model.inputs[input].kind == .category {
                // All levels are equally far, so only the one that helps most is of use.
                let best = values.filter { $0 != old }.sorted().map { ($0, logit(input, $0)) }.max {
                    $0.1 < $1.1
                }
                runs = [best.map { [$0.0] } ?? []]
            } else if old.isFinite {
                let sorted = values.sorted()
                runs = [sorted.filter { $0 > old }, sorted.reversed().filter { $0 < old }]
            } else {
                return nil
            }
            guard let run = runs.first(where: { $0.last.map { logit(input, $0) > start } ?? false }),
                let last = run.last
            else { return nil }
            // Where a transform has an end, what lies beyond it helps no more.
            let top = logit(input, last)
            var end = run.count - 1
            var start = 0
            while start < end {
                let middle = (start + end) / 2
                if logit(input, run[middle]) >= top { end = middle } else { start = middle + 1 }
            }
            return Offer(input: input, values: Array(run[...end]))
        }
        self.offers = offers
        let products = model.encoder.products
        if products.isEmpty {
            (together, isExact) = (offers, true)
        } else {
            let set = IndependentSet(weights: offers.map { logit($0.input, $0.last) - start }) {
                products.tie(offers[$0].input, offers[$1].input)
            }
            (together, isExact) = (set.members.map { offers[$0] }, set.isExact)
        }
    }

    /// Whether the row is to be raised to the target, not lowered.
    public var isRaised: Bool { score.probability.value < target }

    /// Whether the row stands at the target as it is.
    public var isReached: Bool { score.probability.value == target }

    /// Every input that helps at the value that helps most: nothing else that is offered gets nearer to the target.
    ///
    /// Where inputs interact, those of which no two do that get nearest together: exactly where `isExact`, else the best such
    /// set found.
    public var farthest: Counterfactual {
        counterfactual(together.map { (input: $0.input, value: $0.last) })
    }

    /// Whether the target can be reached, by inputs of which no two interact; where it is false and `isExact` is too, a set that
    /// was not tried might.
    public var isReachable: Bool { reaches(farthest.score) }

    /// Whether a score is at the target or beyond it.
    func reaches(_ score: Score) -> Bool {
        isRaised ? score.probability.value >= target : score.probability.value <= target
    }

    /// The row with changes, scored.
    func counterfactual(_ changes: [(input: Int, value: Double)]) -> Counterfactual {
        var changed = row
        for change in changes { changed[change.input] = change.value }
        let ordered = changes.sorted { $0.input < $1.input }.map { change in
            Counterfactual.Change(
                input: change.input, value: change.value,
                distance: model.distance(input: change.input, from: row[change.input], to: change.value))
        }
        return Counterfactual(
            changes: ordered, score: model.score(changed.span),
            distance: ordered.reduce(0) { $0 + $1.distance })
    }

    /// The place of an offer's nearest value that reaches the target in a row that is changed already; nil if none does.
    ///
    /// - Complexity: O(design columns x log values).
    func nearest(_ offer: Offer, in changed: inout [Double]) -> Int? {
        let old = changed[offer.input]
        defer { changed[offer.input] = old }
        func reaches(_ place: Int) -> Bool {
            changed[offer.input] = offer.values[place]
            return self.reaches(model.score(changed.span))
        }
        let last = offer.values.count - 1
        return reaches(last) ? (0..<last).partitioningIndex(where: reaches) : nil
    }
}
