public import Evaluation

extension EvaluationDocument {
    /// The one figure that says what the model is worth: wins beside the current way of working.
    public struct Headline: Equatable, Sendable {
        /// The model's own figure, where it has one.
        public var own: MetricRow?
        /// The paired difference.
        public var difference: MetricRow
        /// `rule` or `baseline`.
        public var baseline: String
        /// Whether it counts wins at the capacity; else it is the lift in the top share.
        public var countsWins: Bool
        /// How many cutoffs the wins are the mean of; 1 where the capacity is for all rows.
        public var cutoffs: Int
    }

    /// Wins at the capacity against the team's points or the strongest rule, or against other scores of a file.
    ///
    /// Without a capacity it is the lift in the top share. Nil where nothing was compared.
    public var headline: Headline? {
        for baseline in ["rule", "baseline"] {
            for metric in ["wins_at_capacity", "lift_at_top"] {
                let name = EvaluationPlan.differenceMetric(metric, to: baseline)
                guard let difference = row(name), difference.value != nil else { continue }
                return Headline(
                    own: row(metric), difference: difference, baseline: baseline,
                    countsWins: metric == "wins_at_capacity", cutoffs: max(1, cutoffs(of: name)))
            }
        }
        return nil
    }

    /// The headline in a sentence; nil where nothing was compared.
    ///
    /// - Parameter plan: for the capacity and the top share.
    public func headlineSentence(_ plan: EvaluationPlan?) -> String? {
        guard let headline, let value = headline.difference.value else { return nil }
        let place =
            headline.countsWins
            ? plan?.capacity.map { "among the best \(Figures.count($0))" } ?? "at capacity"
            : plan.map { "in the top \(Figures.plain(100 * $0.top)) %" } ?? "at the top"
        let mean = headline.cutoffs > 1 ? " in the mean of \(headline.cutoffs) cutoffs" : ""
        let what = headline.countsWins ? "wins \(place)\(mean)" : "lift \(place)"
        func text(_ number: Double) -> String {
            headline.countsWins ? Figures.plain(number) : Figures.text(number)
        }
        let own = headline.own?.value.map { "\(text($0)) \(what)" } ?? what
        let other = headline.baseline == "rule" ? ruleWords ?? "the rule" : "the baseline"
        let size = text(abs(value))
        let change =
            value == 0
            ? headline.countsWins ? "as many as" : "as much as"
            : "\(size) \(value > 0 ? "more" : headline.countsWins ? "fewer" : "less") than"
        var sentence = "\(own), \(change) \(other)"
        if let lower = headline.difference.lower, let upper = headline.difference.upper {
            sentence += " (95 % interval of the difference \(text(lower)) to \(text(upper)))"
            if lower <= 0, upper >= 0 { sentence += "; it may be chance" }
        } else {
            // Without an interval nothing tells the difference from chance.
            sentence += " (the difference has no interval); it may be chance"
        }
        return sentence + "."
    }

    /// In how many cutoffs' lists a metric was measured on the test slice.
    private func cutoffs(of metric: String) -> Int {
        metrics.count {
            $0.metric == metric && $0.slice == "test" && $0.group.hasPrefix(MetricRow.listPrefix)
        }
    }

    /// What the differences to `rule` are to, in words; nil where there is none.
    public var ruleWords: String? {
        rules.first.map { $0.isPoints ? "the team's points" : "the strongest hand rule (\($0.name))" }
    }
}
