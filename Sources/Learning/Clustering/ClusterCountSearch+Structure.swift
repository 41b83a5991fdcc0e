public import LinearAlgebra

extension ClusterCountSearch {
    /// Tests whether rows lie in groups at all, before any number of clusters is believed.
    ///
    /// It looks at up to 2,000 rows, drawn once, each of them once whatever it weighs, and at up to eight of the counts. The
    /// bits depend on rows, counts, settings and draws, not on threads.
    ///
    /// - Parameters:
    ///   - rows: as of `KMeans.fit`.
    ///   - counts: the numbers of clusters; 1 is passed over.
    ///   - draws: of rows without groups; 199 put the least p-value at 0.005.
    /// - Returns: the test; its verdict is `notMeasured` where rows cannot be judged.
    /// - Throws: `LearningError` as `KMeans.fit`; `ConfigurationError` for draws that are not in 19...100000.
    /// - Complexity: that of `draws` times eight fits to 2,000 rows.
    public func structure(
        _ rows: DesignMatrix, counts: ClosedRange<Int>, draws: Int = 199
    ) throws -> StructureTest {
        guard draws >= 19 && draws <= 100_000 else {
            throw ConfigurationError(key: "draws", requirement: "a whole number in 19...100000")
        }
        let sample = try ClusterRows(
            rows, weights: nil, isSpherical: configuration.isSpherical, concurrency: concurrency)
        return try ClusterStructure(
            rows: sample, configuration: configuration, draws: draws, concurrency: concurrency
        ).test(counts: counts)
    }
}
