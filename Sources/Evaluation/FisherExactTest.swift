internal import Arithmetic

/// Whether two shares are of one population: Fisher's exact test of a table of two by two.
///
/// It holds its level for any counts, however small or rare, because it compares them with all tables of the same margins.
/// In sums, products and portable functions only, so that every machine has the same bits.
/// Source: R. A. Fisher, Journal of the Royal Statistical Society 98 (1935) 39-82.
public struct FisherExactTest: Equatable, Sendable {
    /// The chance of as few of the first share as there are, or fewer, where the shares are one; in 0...1.
    public let fewer: Double
    /// The chance of as many of the first share as there are, or more, where the shares are one; in 0...1.
    public let more: Double

    /// Twice the smaller of the tails, 1 at most.
    public var pValue: Double { min(1, 2 * min(fewer, more)) }

    /// Compares two shares.
    ///
    /// - Parameters:
    ///   - first: those of the first that have something; `of` are all of it.
    ///   - second: those of the second.
    /// - Precondition: counts are not negative, and no greater than what they are of.
    /// - Complexity: O(the smallest margin); far less where the shares differ.
    public init(_ first: (count: Int, of: Int), _ second: (count: Int, of: Int)) {
        precondition(
            0 <= first.count && first.count <= first.of && 0 <= second.count && second.count <= second.of)
        let having = first.count + second.count
        let (least, most) = (max(0, having - second.of), min(first.of, having))
        let own = PortableMath.exp(
            Self.logOfWays(first.count, of: first.of) + Self.logOfWays(second.count, of: second.of)
                - Self.logOfWays(having, of: first.of + second.of))
        // Away from the likeliest table chances fall, faster and faster; towards it they are what is left of 1.
        let likeliest = Double(first.of + 1) * Double(having + 1) / Double(first.of + second.of + 2)
        let isMore = Double(first.count) > likeliest
        var (count, chance, tail) = (first.count, own, own)
        while isMore ? count < most : count > least {
            let step = isMore ? count : count - 1
            let ratio =
                Double(first.of - step) * Double(having - step)
                / (Double(step + 1) * Double(second.of - having + step + 1))
            chance *= isMore ? ratio : 1 / ratio
            tail += chance
            count += isMore ? 1 : -1
            if chance < tail * 0x1p-60 { break }
        }
        tail = min(1, tail)
        let other = min(1, 1 - tail + own)
        (fewer, more) = isMore ? (other, tail) : (tail, other)
    }

    /// The logarithm of the number of ways to choose.
    private static func logOfWays(_ count: Int, of all: Int) -> Double {
        logOfFactorial(all) - logOfFactorial(count) - logOfFactorial(all - count)
    }

    /// Exact to a few units in 10^12: products below 17, then Stirling's series.
    private static func logOfFactorial(_ number: Int) -> Double {
        if number < 17 { return PortableMath.log((1...max(1, number)).reduce(1.0) { $0 * Double($1) }) }
        let x = Double(number)
        let square = 1 / (x * x)
        let series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x
        return (x + 0.5) * PortableMath.log(x) - x + 0.5 * PortableMath.log(2 * Double.pi) + series
    }
}
