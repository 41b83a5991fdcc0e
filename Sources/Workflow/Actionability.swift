/// How far somebody who works a lead can change one input of it: an entry of the `actionable` section of a pipeline.
///
/// A number has `minimum`, `maximum` and `step`, and is changed to multiples of the step within them; a category has
/// `levels`. It says what a team can do, not what a model is: as gates, it is no part of a version.
public struct Actionability: Codable, Equatable, Sendable {
    /// Which way a number can go; both ways unless given.
    public var direction: Direction?
    /// The least value that is proposed.
    public var minimum: Double?
    /// The greatest value that is proposed.
    public var maximum: Double?
    /// What proposed values are multiples of; above 0.
    public var step: Double?
    /// The levels that a category can be changed to.
    public var levels: [String]?

    /// Which way a number can go.
    public enum Direction: String, Codable, CaseIterable, Sendable {
        /// It can only grow.
        case up
        /// It can only become less.
        case down
        /// Both.
        case any
    }

    /// The most values that are proposed of one number.
    static let mostValues = 1001

    /// The first value of a number is that many steps from 0, or fewer.
    private static let farthest = 1e12

    /// Whether it is of a category.
    var isOfLevels: Bool { levels != nil }

    /// What is wrong, or nil.
    var problem: String? {
        if let levels {
            if direction != nil || minimum != nil || maximum != nil || step != nil {
                return
                    "levels are for a category, and direction, minimum, maximum and step for a number: give either"
            }
            return levels.isEmpty || levels.contains("") || Set(levels).count < levels.count
                ? "`levels` lists each level that it can be changed to, once" : nil
        }
        guard let minimum, let maximum, let step else {
            return "a number needs minimum, maximum and step, a category levels"
        }
        if !(minimum < maximum && step > 0 && step.isFinite) {
            return "the minimum is below the maximum, and the step above 0"
        }
        if !(max(abs(minimum), abs(maximum)) <= Self.farthest * min(step, 1)) {
            return "the bounds are within 1e12 and within 1e12 steps of 0"
        }
        let count = (maximum / step).rounded(.down) - (minimum / step).rounded(.up) + 1
        if count > Double(Self.mostValues) {
            return "there are more than \(Self.mostValues) multiples of the step within the bounds"
        }
        return numbers.isEmpty ? "no multiple of the step lies within the bounds" : nil
    }

    /// The multiples of the step within the bounds, ascending; none without bounds.
    var numbers: [Double] {
        guard let minimum, let maximum, let step else { return [] }
        // A bound such as 0.3 is not quite three times 0.1.
        let slack = 1e-9
        let first = (minimum / step - slack).rounded(.up)
        let last = (maximum / step + slack).rounded(.down)
        // Of a step such as 0.1 the multiple is nearest as a quotient: 3 / 10.
        let parts = (1 / step).rounded()
        let isPart = step < 1 && abs(parts * step - 1) < slack
        // Adding 0 makes a zero of either sign one.
        return stride(from: first, through: last, by: 1).map { (isPart ? $0 / parts : $0 * step) + 0 }
    }

    /// The values that it can be changed to from one that it has now, by its direction.
    func numbers(from now: Double) -> [Double] {
        switch direction ?? .any {
        case .up: numbers.filter { $0 > now }
        case .down: numbers.filter { $0 < now }
        case .any: numbers
        }
    }
}
