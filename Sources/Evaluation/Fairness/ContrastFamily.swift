internal import Arithmetic

/// The largest of many differences between groups, with an interval that holds whichever of them the data chose.
///
/// Of groups that are alike, those farthest apart differ: the interval of their difference, as if it had been named
/// before, would often say that they do. Here each difference has an interval of its own, all so wide that in 95 % of
/// resamples none strays out of its own; the largest true difference lies between the largest of the lower ends and the
/// largest of the upper ones.
///
/// - Source: J. P. Romano, M. Wolf, Econometrica 73 (2005) 1237-1282, for the studentized maximum of resamples; J. W.
///   Tukey, 1953, for the range of several means.
struct ContrastFamily {
    /// What is known of a group.
    struct Level {
        /// The metric, or the logarithm of it.
        let value: Double
        /// The value of each resample less `value`, as a linear function of the metric; not finite where it is undefined.
        let drawn: [Double]
        /// How many rows or clusters it rests on.
        let units: Int
    }

    /// Which levels are compared: each two, or each with the last.
    struct Part {
        let levels: [Level]
        let method: GroupContrast.Method

        /// How many differences there are.
        var count: Int {
            method == .toOverall ? levels.count - 1 : levels.count * (levels.count - 1) / 2
        }
    }

    /// How many differences there are.
    let count: Int
    /// Whether half of the resamples define all of them.
    let isDefined: Bool
    /// The ends for the largest difference; nil where too few resamples define all, or the largest has no scatter.
    let ends: (lower: Double, upper: Double)?

    /// Compares the levels of each part among themselves.
    ///
    /// - Parameters:
    ///   - parts: of equally many resamples each.
    ///   - isClustered: whether the units are clusters, of which a few dozen tell their error badly.
    /// - Complexity: O(differences x resamples).
    init(_ parts: [Part], isClustered: Bool) {
        count = parts.reduce(0) { $0 + $1.count }
        let resamples = parts.first?.levels.first?.drawn.count ?? 0
        let defined = (0..<resamples).filter { index in
            parts.allSatisfy { $0.levels.allSatisfy { $0.drawn[index].isFinite } }
        }
        isDefined = defined.count > 1 && 2 * defined.count >= resamples
        guard isDefined else {
            ends = nil
            return
        }
        var strays = [Double](repeating: 0, count: defined.count)
        var differences: [(size: Double, error: Double)] = []
        for part in parts {
            let levels = part.levels.map { CentredLevel($0, defined, isClustered: isClustered) }
            for first in levels.indices.dropLast() {
                let others =
                    part.method == .toOverall ? levels.count - 1..<levels.count : first + 1..<levels.count
                for second in others {
                    differences.append(levels[first].difference(from: levels[second], strays: &strays))
                }
            }
        }
        strays.sort()
        // As `PercentileInterval` finds it.
        let place = 0.95 * Double(strays.count + 1) - 1
        let reach = strays.interpolated(at: min(max(place, 0), Double(strays.count - 1)))
        guard let largest = differences.max(by: { $0.size < $1.size }), largest.error > 0 else {
            ends = nil
            return
        }
        // What never strays in any resample may be larger, but is not known to be.
        let lower = differences.lazy.filter { $0.error > 0 }.map { $0.size - reach * $0.error }.max() ?? 0
        let upper = differences.lazy.map { $0.size + reach * $0.error }.max() ?? 0
        ends = (max(0, lower), upper)
    }

    /// A level whose resamples are those that define all, about their mean.
    private struct CentredLevel {
        let value: Double
        let drawn: [Double]
        /// By how much an error is larger than that of the resamples.
        let scale: Double

        init(_ level: Level, _ defined: [Int], isClustered: Bool) {
            value = level.value
            let mean = defined.reduce(0) { $0 + level.drawn[$1] } / Double(defined.count)
            drawn = defined.map { level.drawn[$0] - mean }
            let degrees = max(1, level.units - 1)
            let quantile = isClustered ? StudentInterval.quantile(degrees: degrees) : NormalInterval.quantile
            scale =
                (Double(degrees + 1) / Double(degrees)).squareRoot() * quantile / NormalInterval.quantile
        }

        /// The size of a difference with its error; raises how far each resample strays at most, in errors of the
        /// resamples.
        func difference(
            from other: CentredLevel, strays: inout [Double]
        ) -> (size: Double, error: Double) {
            var squares = 0.0
            for index in drawn.indices {
                let stray = drawn[index] - other.drawn[index]
                squares += stray * stray
            }
            let variance = squares / Double(drawn.count - 1)
            let size = abs(value - other.value)
            // Less is rounding.
            guard variance > 1e-24 else { return (size, 0) }
            let error = variance.squareRoot()
            for index in drawn.indices {
                strays[index] = max(strays[index], abs(drawn[index] - other.drawn[index]) / error)
            }
            return (size, error * max(scale, other.scale))
        }
    }
}
