extension FieldProfile {
    /// What is told of a field.
    ///
    /// - Complexity: O(n log n) for n values.
    init(_ counts: FieldCounts, numbers: NumberCounts?, _ data: ProfileData) {
        let attribute = data.events.attributes[counts.name] ?? ProfileEvents.Attribute()
        let group = data.events.groups[counts.group]
        source = group.source
        kind = group.kind
        field = counts.name
        type = counts.type
        nulls = counts.nulls
        values = counts.rows.count
        nullMonths = counts.nullMonths
        eventMonths = counts.eventMonths
        number = numbers.flatMap { Self.number($0, counts.rows.map { ($0, attribute.numbers[$0]) }, data) }
        if counts.type == .text, !counts.isPersonal { category = Self.category(counts, attribute, data) }
    }

    private static func number(
        _ counts: NumberCounts, _ values: [(row: Int, value: Double)], _ data: ProfileData
    ) -> Number? {
        guard let minimum = counts.sorted.first, let maximum = counts.sorted.last else { return nil }
        var months = [[Double]](repeating: [], count: data.calendar.monthNames.count)
        var outliers = [Int](repeating: 0, count: months.count)
        for (row, value) in values where data.days[row] >= 0 {
            let month = data.calendar.months[Int(data.days[row])]
            months[month].append(value)
            if counts.isOutlier(value) { outliers[month] += 1 }
        }
        let hasFence = counts.lower != nil || counts.upper != nil
        return Number(
            minimum: minimum, lowerQuartile: NumberCounts.quantile(counts.sorted, 0.25),
            median: NumberCounts.quantile(counts.sorted, 0.5),
            upperQuartile: NumberCounts.quantile(counts.sorted, 0.75), maximum: maximum,
            medianMonths: months.map { $0.isEmpty ? nil : NumberCounts.quantile($0.sorted(), 0.5) },
            outlierMonths: hasFence ? outliers : nil,
            fences: hasFence ? Number.Fences(lower: counts.lower, upper: counts.upper) : nil)
    }

    private static func category(
        _ counts: FieldCounts, _ attribute: ProfileEvents.Attribute, _ data: ProfileData
    ) -> Category {
        let categories = CategoryCounts(counts, attribute, data)
        return Category(
            distinct: categories.codes.count, newMonths: categories.newMonths,
            top: categories.codes.prefix(8).filter { categories.isShown($0) }.map {
                Category.Top(value: attribute.texts[$0], events: categories.events[$0] ?? 0)
            })
    }
}
