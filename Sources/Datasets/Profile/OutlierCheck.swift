/// Numbers outside the fences of their field.
struct OutlierCheck {
    let data: ProfileData

    /// - Complexity: O(values).
    func finding(_ field: FieldCounts, _ numbers: NumberCounts) -> ProfileFinding? {
        guard let attribute = data.events.attributes[field.name] else { return nil }
        let rows = field.rows.filter { numbers.isOutlier(attribute.numbers[$0]) }
        guard !rows.isEmpty else { return nil }
        let group = data.events.groups[field.group]
        var parts: [String] = []
        if let upper = numbers.upper {
            let above = rows.count { attribute.numbers[$0] > upper }
            if above > 0 { parts.append("\(above) above \(ProfileText.number(upper))") }
        }
        if let lower = numbers.lower {
            let below = rows.count { attribute.numbers[$0] < lower }
            if below > 0 { parts.append("\(below) below \(ProfileText.number(lower))") }
        }
        let median = NumberCounts.quantile(numbers.sorted, 0.5)
        return ProfileFinding(
            .outliers, source: group.source, kind: group.kind, field: field.name,
            months: data.months(of: rows),
            evidence:
                "\(parts.joined(separator: ", ")) of \(field.rows.count) values; the median is \(ProfileText.number(median))",
            falseAlarms:
                "about one value in a million or fewer where values are normal, log-normal or exponential: fences lie six times as far from the median as the 5 % and 95 % points, on the plain and the logarithmic scale",
            remedy:
                "look for another unit or a missing decimal point; set minimum and maximum in the contract")
    }
}
