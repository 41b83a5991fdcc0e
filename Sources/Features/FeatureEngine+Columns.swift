extension FeatureEngine {
    /// Writes the values of all features at the cutoffs the entity was loaded for.
    ///
    /// - Parameters: the cutoffs; the entity's number of rows in the table; the block, and the index of the first of
    ///   its rows that are the entity's.
    /// - Complexity: O(questions x (events + cutoffs)), and for features that look at each value O(events in the
    ///   window) a cutoff. A cutoff before which events became known in another order than they occurred is answered
    ///   as in `values(at:)`.
    mutating func write(
        _ cutoffs: Span<Int64>, rows rowCount: Int, by questions: QuestionPlan,
        into block: inout FeatureBlock, at row: Int
    ) {
        // Both are locals, so that no column is retained for each look at it.
        let series = series
        var located = RowScratch()
        swap(&located, &rows)
        var stream = -1
        for question in questions.questions {
            if question.stream != stream {
                stream = question.stream
                if series[stream].count > 0 {
                    located.locateKnown(series[stream].event, series[stream].count, cutoffs: cutoffs.count)
                }
            }
            if series[stream].count == 0 {
                // Most entities have no event of most kinds.
                for answer in questions.answers[question.answers] {
                    let place = block.start(ofFeatureAt: answer.feature) + row
                    block.fill(place..<place + cutoffs.count, with: answer.formula.valueWithoutEvents)
                }
                continue
            }
            located.locateLeft(
                series[stream].event, series[stream].count, cut: question.cut, rows: rowCount,
                cutoffs: cutoffs.count)
            for answer in questions.answers[question.answers] {
                if case .ratio(let before, _, _) = answer.formula {
                    located.locateBefore(
                        series[stream].event, series[stream].count, cut: before, rows: rowCount,
                        cutoffs: cutoffs.count)
                }
                let place = block.start(ofFeatureAt: answer.feature) + row
                Self.write(
                    answer.formula, of: stream, among: series, located.lowers.span, located.uppers.span,
                    located.befores.span, cutoffs, into: &block.numbers, place)
            }
        }
        swap(&located, &rows)
        if rows.hasMixed {
            for question in questions.questions where series[question.stream].count > 0 {
                for answer in questions.answers[question.answers] {
                    correctMixed(answer.feature, cutoffs, into: &block, at: row)
                }
            }
        }
        // Cutoff by cutoff, so that features of one vector find it worked out.
        for index in 0..<cutoffs.count {
            for feature in questions.others {
                write(feature, at: cutoffs[index], into: &block, row: row + index)
            }
        }
    }

    /// Answers a feature for all cutoffs as if what is known were always a prefix of the events.
    private static func write(
        _ formula: QuestionPlan.Formula, of stream: Int, among series: [EventSeries], _ lowers: Span<Int32>,
        _ uppers: Span<Int32>, _ befores: Span<Int32>, _ cutoffs: Span<Int64>, into numbers: inout [Double],
        _ place: Int
    ) {
        var out = numbers.mutableSpan
        let lowers = lowers.extracting(0..<cutoffs.count)
        let uppers = uppers.extracting(0..<cutoffs.count)
        switch formula {
        case .count: WindowFormulas.count(lowers, uppers, &out, place)
        case .sum: WindowFormulas.sum(series[stream].number, series[stream].sum, lowers, uppers, &out, place)
        case .mean:
            WindowFormulas.mean(series[stream].number, series[stream].sum, lowers, uppers, &out, place)
        case .minimum: WindowFormulas.minimum(series[stream].number, lowers, uppers, &out, place)
        case .maximum: WindowFormulas.maximum(series[stream].number, lowers, uppers, &out, place)
        case .distinct: WindowFormulas.distinct(series[stream].previous, lowers, uppers, &out, place)
        case .activeDays: WindowFormulas.activeDays(series[stream].dayCount, lowers, uppers, &out, place)
        case .timeSinceLast:
            WindowFormulas.timeSinceLast(series[stream].occurredAt, lowers, uppers, cutoffs, &out, place)
        case .timeSinceFirst:
            WindowFormulas.timeSinceFirst(series[stream].occurredAt, lowers, uppers, cutoffs, &out, place)
        case .meanInterval:
            WindowFormulas.meanInterval(series[stream].occurredAt, lowers, uppers, &out, place)
        case .lastNumber: WindowFormulas.lastNumber(series[stream].number, lowers, uppers, &out, place)
        case .ratio(_, let window, let against):
            WindowFormulas.ratio(
                befores.extracting(0..<cutoffs.count), lowers, uppers, window: window,
                against: against, &out, place)
        }
    }

    /// Answers a feature anew at the cutoffs where what is known is no prefix of the events.
    private mutating func correctMixed(
        _ feature: Int, _ cutoffs: Span<Int64>, into block: inout FeatureBlock, at row: Int
    ) {
        for index in 0..<cutoffs.count where rows.isMixed[index] {
            write(feature, at: cutoffs[index], into: &block, row: row + index)
        }
    }

    /// Answers a feature at a cutoff.
    mutating func write(_ feature: Int, at cutoff: Int64, into block: inout FeatureBlock, row: Int) {
        let place = block.start(ofFeatureAt: feature) + row
        let output = plan.outputs[feature]
        let value = value(of: output, at: cutoff)
        switch output.columnKind {
        case .number:
            if case .number(let number) = value {
                block.numbers[place] = number
            } else {
                block.numbers[place] = .nan
            }
        case .category:
            if case .category(let text) = value {
                block.categories[place] = text
            } else {
                block.categories[place] = nil
            }
        }
    }
}
