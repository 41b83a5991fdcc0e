import Evaluation

/// A grouping with its values, as metric rows name them.
struct ShownGrouping {
    /// `region`, or `region & industry` for an intersection.
    var name: String
    /// A value as shown, and the group of its rows.
    var values: [(text: String, group: String)]

    /// Whether the values are months, to be drawn as time.
    var isOfMonths: Bool {
        name == "month"
            && values.allSatisfy { value in
                let parts = value.text.split(separator: "-", omittingEmptySubsequences: false)
                return parts.count == 2 && parts[0].count == 4 && parts[1].count == 2
                    && parts.joined().utf8.allSatisfy { (48...57).contains($0) }
            }
    }

    /// The same, with every month between the first and the last: what has no row is a gap, not a step of a line.
    ///
    /// Unchanged where the values are not months in order.
    var withEveryMonth: ShownGrouping {
        guard isOfMonths else { return self }
        let months = values.compactMap { Self.number(ofMonth: $0.text) }
        guard months.count == values.count, let first = months.first, let last = months.last,
            zip(months, months.dropFirst()).allSatisfy({ $0 < $1 })
        else { return self }
        var (filled, next) = (self, values[...])
        filled.values = (first...last).map { month in
            if Self.number(ofMonth: next.first?.text ?? "") == month, let own = next.popFirst() { return own }
            let (year, place) = month.quotientAndRemainder(dividingBy: 12)
            let text = String("000\(year)".suffix(4)) + (place < 9 ? "-0" : "-") + "\(place + 1)"
            return (text, "\(name)=\(text)")
        }
        return filled
    }

    /// Months since the year 0 of `2024-03`; nil of anything else.
    private static func number(ofMonth text: String) -> Int? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, (1...12).contains(parts[1]) else { return nil }
        return parts[0] * 12 + parts[1] - 1
    }

    /// The groupings of rows, in their order; the values, too.
    static func all(in rows: [MetricRow]) -> [ShownGrouping] {
        var found: [ShownGrouping] = []
        var known = Set<String>()
        for row in rows where known.insert(row.group).inserted {
            guard let (name, text) = parts(of: row.group) else { continue }
            if let place = found.firstIndex(where: { $0.name == name }) {
                found[place].values.append((text, row.group))
            } else {
                found.append(ShownGrouping(name: name, values: [(text, row.group)]))
            }
        }
        return found
    }

    /// Reads a group: x of a in `a=x`, x & y of a & b in `a=x & b=y`.
    ///
    /// A value may have either sign in it.
    private static func parts(of group: String) -> (name: String, value: String)? {
        if let key = GroupKey(group), !key.parts.isEmpty { return (key.grouping, key.values) }
        guard let sign = group.firstIndex(of: "=") else { return nil }
        return (String(group[..<sign]), String(group[group.index(after: sign)...]))
    }
}
