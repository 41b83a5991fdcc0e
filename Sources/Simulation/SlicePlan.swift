internal import Features

/// Days for cutoffs and slices: labels of one slice end before the next one begins.
struct SlicePlan {
    /// The length of the label in days.
    let window: Int
    private let trainFrom: Int
    private let trainTo: Int
    private let calibrateFrom: Int
    private let calibrateTo: Int
    private let testFrom: Int
    private let testTo: Int

    /// - Parameters:
    ///   - days: the days recorded, since 1970-01-01.
    ///   - window: the length of the label in days.
    ///   - gap: days between slices; the window unless given.
    init(days: Range<Int>, window: Int, gap: Int? = nil) {
        self.window = window
        let gap = gap ?? window
        trainFrom = days.lowerBound + min(2 * window, days.count / 6)
        testTo = max(trainFrom, days.upperBound - window)
        // What the gaps leave, of which half trains, a fifth calibrates and the rest tests.
        let rest = max(0, testTo - trainFrom - 2 * gap)
        trainTo = trainFrom + rest / 2
        calibrateFrom = min(testTo, trainTo + gap)
        calibrateTo = min(testTo, calibrateFrom + rest / 5)
        testFrom = min(testTo, calibrateTo + gap)
    }

    /// The first day of a cutoff.
    var first: String { Self.text(trainFrom) }
    /// The last day of a cutoff.
    var last: String { Self.text(testTo) }
    /// The slices as YAML.
    var train: String { Self.text(trainFrom, trainTo) }
    var calibrate: String { Self.text(calibrateFrom, calibrateTo) }
    var test: String { Self.text(testFrom, testTo) }

    /// Whether an instant is a cutoff of the train slice.
    func isTraining(_ time: Int64) -> Bool { (trainFrom...trainTo).contains(Self.day(time)) }

    /// Whether an instant is a cutoff of the test slice.
    func isTesting(_ time: Int64) -> Bool { (testFrom...testTo).contains(Self.day(time)) }

    private static func day(_ time: Int64) -> Int { Int(time / TimeSpan.day.microseconds) }

    private static func text(_ from: Int, _ to: Int) -> String { "{from: \(text(from)), to: \(text(to))}" }

    private static func text(_ day: Int) -> String {
        Instant(microseconds: Int64(day) * TimeSpan.day.microseconds).dateText
    }
}
