/// The features of a plan in the order in which an entity's many cutoffs are answered: those of one stream and one
/// window after another, so that a window is found once for all of them.
struct QuestionPlan: Sendable {
    /// A formula that is answered for all cutoffs in one loop.
    enum Formula: Sendable {
        case count, sum, mean, minimum, maximum, distinct, activeDays, timeSinceLast, timeSinceFirst,
            meanInterval, lastNumber
        /// With the cut of the span before the window and both lengths in days.
        case ratio(before: Int, window: Double, against: Double)

        /// What it makes of no events: NaN stands for missing.
        var valueWithoutEvents: Double {
            switch self {
            case .count, .sum, .distinct, .activeDays: 0
            case .mean, .minimum, .maximum, .timeSinceLast, .timeSinceFirst, .meanInterval, .lastNumber,
                .ratio:
                .nan
            }
        }
    }

    /// A feature with a formula.
    struct Answer: Sendable {
        var formula: Formula
        /// The feature's index.
        var feature: Int
    }

    /// A stream and a window with the features that look at it.
    struct Question: Sendable {
        var stream: Int
        /// The cut at which an event leaves the window; nil for all that is known.
        var cut: Int?
        /// The features, as indices of `answers`.
        var answers = 0..<0
    }

    private(set) var questions: [Question] = []
    /// The features with a formula, question by question.
    private(set) var answers: [Answer] = []
    /// The indices of the features without a formula, answered one cutoff after another.
    private(set) var others: [Int] = []
    /// The lengths of windows in microseconds, by cut; the first cut is that of being known and has none.
    private(set) var offsets: [Int64] = []
    /// By stream, whether cutoffs are looked up in it one by one.
    private(set) var isSearched: [Bool]

    init(_ plan: FeaturePlan) {
        isSearched = plan.streams.map(\.servesLinks)
        var found: [(question: Question, answers: [Answer])] = []
        for (feature, output) in plan.outputs.enumerated() {
            guard output.link == nil, let formula = formula(of: output) else {
                others.append(feature)
                isSearched[output.stream] = true
                if let link = output.link { isSearched[link] = true }
                continue
            }
            let cut = output.window.map { self.cut($0) }
            let answer = Answer(formula: formula, feature: feature)
            let known = found.firstIndex { $0.question.stream == output.stream && $0.question.cut == cut }
            if let known {
                found[known].answers.append(answer)
            } else {
                found.append((Question(stream: output.stream, cut: cut), [answer]))
            }
        }
        found.sort { ($0.question.stream, $0.question.cut ?? 0) < ($1.question.stream, $1.question.cut ?? 0) }
        for (question, own) in found {
            var question = question
            question.answers = answers.count..<answers.count + own.count
            questions.append(question)
            answers += own
        }
    }

    private mutating func formula(of output: FeaturePlan.Output) -> Formula? {
        guard output.columnKind == .number else { return nil }
        switch output.kind {
        case .count: return .count
        case .sum: return .sum
        case .mean: return .mean
        case .minimum: return .minimum
        case .maximum: return .maximum
        case .distinct: return .distinct
        case .activeDays: return .activeDays
        case .timeSinceLast: return .timeSinceLast
        case .timeSinceFirst: return .timeSinceFirst
        case .meanInterval: return .meanInterval
        case .attribute, .last: return output.span == nil ? .lastNumber : nil
        case .ratio:
            guard let window = output.window else { return nil }
            return .ratio(
                before: cut(window + output.against), window: TimeSpan(microseconds: window).inDays,
                against: TimeSpan(microseconds: output.against).inDays)
        default: return nil
        }
    }

    /// The index of a cut, made when it is new.
    private mutating func cut(_ offset: Int64) -> Int {
        if let known = offsets.firstIndex(of: offset) { return known + 1 }
        offsets.append(offset)
        return offsets.count
    }
}
