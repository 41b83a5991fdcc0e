extension MaturedDecisions {
    /// Why there is nothing to measure, with figures and what to look at; nil where there is something.
    public var reasonForNothing: String? {
        guard metrics.isEmpty else { return nil }
        let counts = counts
        let own = counts.read - counts.repeated - counts.ofOthers - counts.fallbacks
        guard own > 0 else {
            return switch counts.fallbacks {
            case 0: "no decision of the log is of this pipeline's model"
            case 1: "the only line of this pipeline's model is of a lead that got the fallback"
            default:
                "all \(Figures.count(counts.fallbacks)) lines of this pipeline's model are of leads that got the fallback"
            }
        }
        var reasons: [String] = []
        if counts.unknown > 0 {
            reasons.append(
                "the data do not know the leads of \(Figures.count(counts.unknown)) of \(Figures.count(own)) decisions as of "
                    + "then, or nothing is asked of them at that time (is the log of these leads, and `pseudonym.key` of the "
                    + "working folder the key it was written with?)")
        }
        if counts.immature > 0 {
            reasons.append("the labels of \(Figures.count(counts.immature)) have not matured yet")
        }
        if counts.excluded > 0 {
            reasons.append("the label leaves \(Figures.count(counts.excluded)) out")
        }
        return reasons.joined(separator: "; ")
    }
}
