public import Features

/// A rolling-origin backtest: the recipe fitted and tested again and again, each time some days later.
public struct BacktestDefinition: Codable, Equatable, Sendable {
    /// The number of folds.
    public var folds: Int
    /// How long each fold's test span is, and how far one lies after the other; whole days.
    public var every: TimeSpan
    /// The day after which nothing is tested; the last of the test slice unless given.
    public var to: CalendarDay?
    /// How long each fold's train span is, in whole days; from the train slice's first day on unless given.
    public var train: TimeSpan?
    /// How long each fold's calibration span is, in whole days; the calibrate slice's length unless given.
    public var calibrate: TimeSpan?
    /// Another pipeline file of the same question, whose features and model each fold is compared with.
    public var against: String?

    /// Creates a definition.
    public init(
        folds: Int, every: TimeSpan, to: CalendarDay? = nil, train: TimeSpan? = nil,
        calibrate: TimeSpan? = nil, against: String? = nil
    ) {
        self.folds = folds
        self.every = every
        self.to = to
        self.train = train
        self.calibrate = calibrate
        self.against = against
    }
}

extension BacktestDefinition {
    /// The slices of each fold, first to last: train, calibrate where a model is calibrated, and test.
    ///
    /// A fold's calibration span ends so early that its labels are complete before the test span begins; train
    /// cases whose labels are not complete before the span that follows are purged, as everywhere.
    /// - Parameters:
    ///   - slices: those of the pipeline.
    ///   - reach: how long after a cutoff its label is complete, at most.
    ///   - isCalibrated: whether a calibration span is needed.
    /// - Throws: `DatasetError.setting` for folds that do not fit in.
    public func slices(
        _ slices: SliceDefinition, reach: TimeSpan, isCalibrated: Bool
    ) throws(DatasetError) -> [SliceDefinition] {
        let step = try Self.days(every, "every")
        if folds < 1 || folds > 100 {
            throw .setting(
                keyPath: ["backtest", "folds"], what: "there are 1 to 100 folds", remedy: "write 5, say")
        }
        guard let last = to ?? slices.test?.to else {
            throw .setting(
                keyPath: ["backtest"], what: "there is no test slice to end at", remedy: "add `to`, a day")
        }
        if let locked = slices.locked, last >= locked.from {
            throw .setting(
                keyPath: ["backtest", "to"], what: "the folds reach into the locked slice",
                remedy: "end before \(locked.from)")
        }
        var length = 0
        if isCalibrated {
            if let calibrate {
                length = try Self.days(calibrate, "calibrate")
            } else if let calibrate = slices.calibrate {
                length = calibrate.dayCount
            } else {
                throw .setting(
                    keyPath: ["backtest"], what: "it is not said how long the folds calibrate",
                    remedy: "add `calibrate`, such as 14d")
            }
        }
        var span: Int?
        if let train { span = try Self.days(train, "train") }
        let gap = reach.microseconds + (slices.embargo?.microseconds ?? 0)
        let wait = Int((gap + TimeSpan.day.microseconds - 1) / TimeSpan.day.microseconds)
        var result: [SliceDefinition] = []
        for fold in 0..<folds {
            let test = last.adding(days: 1 - step * (folds - fold))
            let calibrateTo = test.adding(days: -1 - wait)
            let calibrateFrom = calibrateTo.adding(days: 1 - length)
            let trainTo = isCalibrated ? calibrateFrom.adding(days: -1) : test.adding(days: -1)
            let trainFrom = span.map { max(trainTo.adding(days: 1 - wait - $0), slices.train.from) }
            if trainTo < trainFrom ?? slices.train.from {
                throw .setting(
                    keyPath: ["backtest", "folds"],
                    what: "fold \(fold + 1) tests from \(test), and has no day left to train on before",
                    remedy: "take fewer folds, a shorter `every`, or an earlier train slice")
            }
            let names: [SliceName] = isCalibrated ? [.train, .calibrate, .test] : [.train, .test]
            result.append(
                SliceDefinition(
                    train: SliceDefinition.Days(from: trainFrom ?? slices.train.from, to: trainTo),
                    calibrate: isCalibrated
                        ? SliceDefinition.Days(from: calibrateFrom, to: calibrateTo) : nil,
                    test: SliceDefinition.Days(from: test, to: test.adding(days: step - 1)),
                    embargo: slices.embargo, disjoint: slices.disjoint?.restricted(to: names)))
        }
        return result
    }

    private static func days(_ span: TimeSpan, _ key: String) throws(DatasetError) -> Int {
        let days = Int(span.microseconds / TimeSpan.day.microseconds)
        guard days > 0, span == .days(days) else {
            throw .setting(
                keyPath: ["backtest", key], what: "the span is not a number of whole days above 0",
                remedy: "write a span such as 14d")
        }
        return days
    }
}

extension SliceDefinition.Days {
    /// The number of days.
    var dayCount: Int { Int((to.midnight - from.midnight).microseconds / TimeSpan.day.microseconds) + 1 }
}
