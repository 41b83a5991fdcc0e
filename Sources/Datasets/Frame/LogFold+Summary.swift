public import Features

extension LogFold {
    /// The summary of the frame that is asked for.
    ///
    /// - Parameter questions: as in `results(of:from:adding:)`.
    /// - Throws: `DatasetError` for a file that cannot be read.
    public func summary(
        of questions: @Sendable (EventTable) throws(DatasetError) -> FrameQuestions
    ) throws(DatasetError) -> FrameSummary {
        let parts = try results(of: questions, from: { FrameSummary(features) }) { summary, block, _ in
            summary.add(block)
        }
        var total = FrameSummary(features)
        for part in parts { total.add(part) }
        return total
    }
}
