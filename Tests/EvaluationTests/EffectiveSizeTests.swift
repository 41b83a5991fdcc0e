import Testing

@testable import Evaluation

/// Wilson's interval at the size that clusters tell, where they are few.
@Suite struct EffectiveSizeTests {
    /// SciPy 1.17: scipy.stats.t.ppf(0.975, 11) is 2.200985160091639.
    @Test func fewClustersTellLessOfTheirSize() {
        let ratio = 1.959963984540054 / 2.200985160091639
        #expect(abs(StudentInterval.effective(100, clusters: 12) - 100 * ratio * ratio) < 1e-9)
        #expect(StudentInterval.effective(100, clusters: 100_000) > 99.99)
    }

    /// Twelve accounts of 20 rows, two each with 2, 4, 6, 8, 10 and 12 positives: 84 of 240.
    @Test func theBaseRateOfTwelveAccounts() throws {
        let positives = [2, 4, 6, 8, 10, 12, 2, 4, 6, 8, 10, 12]
        let labels = positives.flatMap { count in (0..<20).map { $0 < count } }
        let set = try EvaluationSet(
            scores: labels.map { $0 ? 0.6 : 0.4 }, labels: labels,
            clusters: Clustering(name: "account", keys: labels.indices.map { $0 / 20 }))
        let found = RankedRows(set).baseRate()
        // The sums of the accounts' residuals are -5, -3, -1, 1, 3, 5, twice: 140 * 12 / 11 / 240^2 is the variance,
        // so that 85.8 independent rows would tell as much, and 68.04 with Student's quantile of 11 degrees. statsmodels 0.15:
        // proportion_confint(0.35 * 68.03764002571769, 68.03764002571769, method="wilson").
        #expect(found.value == 0.35)
        #expect(abs(try #require(found.lower) - 0.2474605272896151) < 1e-9)
        #expect(abs(try #require(found.upper) - 0.46857247346726294) < 1e-9)
    }
}
