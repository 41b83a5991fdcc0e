extension HTMLReport {
    /// What became of the cases by month; nothing where labels came with the rows.
    func labelCounts(in part: inout Markup) {
        guard !content.labelCounts.isEmpty else { return }
        Table(
            caption: "Labels by slice and month of the cutoff",
            columns: [
                .text("Slice"), .text("Month"), .number("Positive"), .number("Negative"),
                .number("Immature"), .number("Excluded"), .number("Purged"), .number("In another slice"),
                .text("Why excluded"),
            ],
            rows: content.labelCounts.map { count in
                [
                    count.slice, count.month, NumberText.grouped(count.positives),
                    NumberText.grouped(count.negatives), NumberText.grouped(count.immature),
                    NumberText.grouped(count.excluded), NumberText.grouped(count.purged),
                    NumberText.grouped(count.shared),
                    count.reasons.joined(separator: "; "),
                ]
            }
        ).append(to: &part)
    }
}
