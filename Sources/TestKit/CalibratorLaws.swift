import Glibc
import LinearAlgebra

/// What every calibrator of margins must hold, whatever its curve.
public struct CalibratorLaws {
    /// Fits a curve from a margin to a logit to margins and labels (rows) by so many threads.
    public typealias Fit = (
        _ margins: [Double], _ labels: [Bool], _ concurrency: Int
    ) throws -> (Double) -> Double

    /// The calibrator.
    public var fit: Fit

    /// How far logits may differ where they need not have the same bits, relative to 1 or to their size.
    public static let tolerance = 1e-7

    /// Creates the laws for a calibrator.
    public init(fit: @escaping Fit) { self.fit = fit }

    /// The laws that the calibrator breaks on seeded data of that many rows; empty if it holds them all.
    public func violations(rows: Int, seed: UInt64) throws -> [String] {
        let (margins, labels) = sample(rows: rows, seed: seed)
        var broken: [String] = []
        func expect(_ holds: Bool, _ law: String) {
            if !holds { broken.append(law) }
        }
        let curve = try fit(margins, labels, 1)
        let asked = (-60...60).map { Double($0) / 10 } + margins
        let ascending = (asked + [-1e90, 1e90]).sorted().map(curve)
        expect(ascending.allSatisfy(\.isFinite), "every margin has a finite logit")
        expect(
            zip(ascending, ascending.dropFirst()).allSatisfy { $0 <= $1 },
            "the larger margin never has the smaller logit, to the bit")
        let again = try fit(margins, labels, 1)
        expect(asked.map(again) == asked.map(curve), "fitting twice gives the same bits")
        // Of more rows than a thread takes at once.
        let many = sample(rows: 150_000, seed: seed)
        let wide = try fit(many.margins, many.labels, 1)
        for threads in [2, 7] {
            let again = try fit(many.margins, many.labels, threads)
            expect(asked.map(again) == asked.map(wide), "\(threads) threads give the same bits")
        }
        func expectNear(
            _ other: (Double) -> Double, _ expected: (Double) -> Double, _ law: String
        ) {
            let isNear = asked.allSatisfy {
                abs(other($0) - expected($0)) <= Self.tolerance * max(1, abs(expected($0)))
            }
            expect(isNear, law)
        }
        let doubled = try fit(margins.map { 2 * $0 }, labels, 2)
        expectNear({ doubled(2 * $0) }, curve, "the scale of margins does not matter")
        let mirrored = try fit(margins.map { -$0 }, labels.map { !$0 }, 2)
        expectNear({ -mirrored(-$0) }, curve, "neither outcome is preferred")
        let reversed = try fit(margins.reversed(), labels.reversed(), 2)
        expectNear(reversed, curve, "the order of rows does not matter")
        let targets = targets(labels)
        let (mean, prior) = (
            margins.map { probability(curve($0)) }.reduce(0, +) / Double(rows),
            targets.reduce(0, +) / Double(rows)
        )
        expect(abs(mean - prior) <= Self.tolerance, "probabilities are right in the mean")
        let loss = zip(margins, targets).map { crossEntropy(curve($0), $1) }.reduce(0, +)
        let constant = targets.map { crossEntropy(log(prior / (1 - prior)), $0) }.reduce(0, +)
        expect(loss <= constant, "a curve is no worse than the share of positives")
        let all = [Bool](repeating: true, count: rows)
        expect((try? fit(margins, all, 1)) == nil, "labels that are all positive are refused")
        expect((try? fit(margins, all.map { !$0 }, 1)) == nil, "labels that are all negative are refused")
        expect((try? fit(margins, Array(labels.dropLast()), 1)) == nil, "a label too few is refused")
        expect((try? fit(margins.map { _ in 1 }, labels, 1)) == nil, "equal margins are refused")
        expect((try? fit([], [], 1)) == nil, "no rows are refused")
        for value in [Double.nan, .infinity, -.infinity] {
            var damaged = margins
            damaged[rows / 2] = value
            expect((try? fit(damaged, labels, 1)) == nil, "a margin of \(value) is refused")
        }
        return broken
    }

    /// Platt's smoothed targets.
    private func targets(_ labels: [Bool]) -> [Double] {
        let positives = Double(labels.count { $0 })
        let negatives = Double(labels.count) - positives
        return labels.map { $0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2) }
    }

    private func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

    private func crossEntropy(_ logit: Double, _ target: Double) -> Double {
        max(logit, 0) - logit * target + log1p(exp(-abs(logit)))
    }

    /// Labels that lean on the margins, which are not evenly spread and not calibrated.
    private func sample(rows: Int, seed: UInt64) -> (margins: [Double], labels: [Bool]) {
        var random = CounterRandom(seed: seed, stream: "calibrator laws")
        let margins = (0..<rows).map { _ in
            let spread = random.nextUniform() * 4 - 2
            return spread * abs(spread) + random.nextUniform()
        }
        let labels = margins.map { 0.6 * $0 - 0.4 + 4 * (random.nextUniform() - 0.5) > 0 }
        return (margins, labels)
    }
}
