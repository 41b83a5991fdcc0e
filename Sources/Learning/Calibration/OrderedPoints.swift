import LinearAlgebra

/// Points in the order of their arguments, in parts that may be worked on at the same time.
///
/// A part holds all points between two arguments, which are drawn evenly from the points; the parts depend on the points alone.
/// Within a part points are dealt out to places by where they lie between its least and greatest argument and sorted within a
/// place: a few steps a point unless most of them lie close together, and never more than O(n log n).
struct OrderedPoints<Payload: BitwiseCopyable & Sendable>: Sendable {
    /// One point.
    struct Point: Sendable {
        var argument: Double
        var payload: Payload
    }

    private let arguments: [Double]
    private let payloads: [Payload]
    /// Where parts begin, after the first; ascending.
    private let bounds: [Double]

    /// The number of parts.
    var count: Int { bounds.count + 1 }

    /// - Parameters:
    ///   - arguments: finite; shape (points).
    ///   - payloads: what goes with each; shape (points).
    init(arguments: [Double], payloads: [Payload]) {
        precondition(arguments.count == payloads.count, "a point has a payload")
        self.arguments = arguments
        self.payloads = payloads
        let parts = arguments.count < 1 << 16 ? 1 : 4
        let step = max(1, arguments.count / 1024)
        let drawn = stride(from: 0, to: arguments.count, by: step).map { arguments[$0] }.sorted()
        bounds = (1..<parts).map { drawn[$0 * drawn.count / parts] }
    }

    /// The points of a part, ascending by argument; how equal ones follow each other depends on the points alone.
    func part(_ index: Int) -> [Point] {
        let lower = index == 0 ? -Double.infinity : bounds[index - 1]
        let upper = index == bounds.count ? Double.infinity : bounds[index]
        return Self.sorted(points(from: lower, to: upper))
    }

    /// The points with an argument from one number to below another.
    private func points(from lower: Double, to upper: Double) -> [Point] {
        let (arguments, payloads) = (arguments.span, payloads.span)
        guard payloads.count > 0 else { return [] }
        var count = 0
        for row in 0..<arguments.count { count += Self.isWithin(arguments[row], lower, upper) }
        // Each is written where the next one goes, without a branch, and left there if it belongs.
        var points = [Point](repeating: Point(argument: 0, payload: payloads[0]), count: count + 1)
        var target = points.mutableSpan
        var next = 0
        for row in 0..<arguments.count {
            target[next] = Point(argument: arguments[row], payload: payloads[row])
            next += Self.isWithin(arguments[row], lower, upper)
        }
        points.removeLast()
        return points
    }

    @inline(__always)
    private static func isWithin(_ argument: Double, _ lower: Double, _ upper: Double) -> Int {
        (argument >= lower ? 1 : 0) & (argument < upper ? 1 : 0)
    }

    private static func sorted(_ points: [Point]) -> [Point] {
        guard points.count > 1 else { return points }
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for point in points {
            least = min(least, point.argument)
            greatest = max(greatest, point.argument)
        }
        let places = max(1, points.count / 4)
        // Halved, since the difference of two huge numbers overflows.
        let width = greatest / 2 - least / 2
        let quotient = width > 0 ? Double(places) / 2 / width : 0
        let (factor, last) = (quotient.isFinite ? quotient : 0, Double(places - 1))
        @inline(__always) func place(_ argument: Double) -> Int {
            Int(min((argument - least) * factor, last))
        }
        var starts = [Int32](repeating: 0, count: places + 1)
        var next = starts.mutableSpan
        let source = points.span
        for index in 0..<source.count { next[place(source[index].argument) + 1] += 1 }
        for index in 1...places { next[index] += next[index - 1] }
        var sorted = points
        var target = sorted.mutableSpan
        for index in 0..<source.count {
            let place = place(source[index].argument)
            target[Int(next[place])] = source[index]
            next[place] += 1
        }
        // A place's start now is the next one's.
        var first = 0
        for place in 0..<places {
            let end = Int(next[place])
            if end - first > 24 {
                sorted[first..<end].sort { $0.argument < $1.argument }
            } else if end - first > 1 {
                insert(first..<end, &sorted)
            }
            first = end
        }
        return sorted
    }

    /// Sorts a few points.
    private static func insert(_ range: Range<Int>, _ points: inout [Point]) {
        var points = points.mutableSpan
        for index in (range.lowerBound + 1)..<range.upperBound {
            let point = points[index]
            var place = index
            while place > range.lowerBound && points[place - 1].argument > point.argument {
                points[place] = points[place - 1]
                place -= 1
            }
            points[place] = point
        }
    }
}
