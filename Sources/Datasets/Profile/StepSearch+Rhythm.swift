extension StepSearch {
    /// Adds the place of a source's events on the circle of the day.
    mutating func add(_ rhythm: RhythmCounts) {
        for (label, sums) in [
            ("mean cosine of the hour on its circle", rhythm.cosines),
            ("mean sine of the hour on its circle", rhythm.sines),
        ] {
            add(
                .hourStep, source: rhythm.source, label: label, sums: sums, counts: rhythm.weekEvents,
                variance: 0.5)
        }
    }
}
