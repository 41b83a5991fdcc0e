extension AuditFinding {
    /// The gap between a random split and the split by time.
    ///
    /// Much better ranking on a random split means that rows of one time help to predict one another: the random
    /// figure is not what the model will have on new rows. It is a warning, since drift alone can do it.
    /// - Parameters: AUROC of one recipe on test rows drawn at random, and on the test slice.
    public static func randomSplitGap(random: Double, time: Double) -> AuditFinding {
        let gap = random - time
        return AuditFinding(
            .randomSplitGap, gap >= 0.05 ? .warn : .pass,
            evidence: "AUROC \(rounded(random)) on a random split, \(rounded(time)) on the split by time",
            remedy: gap >= 0.05
                ? "quote the figure of the split by time; look for drift and for repeated entities" : "")
    }
}
