internal import Arithmetic
internal import Features

extension NaiveFeatures {
    /// Kinds that look at times alone, and those that weigh values by them.
    static func times(
        _ definition: FeatureDefinition, _ chosen: [Event], _ all: [Event], at cutoff: Instant
    ) -> FeatureValue {
        switch definition.kind {
        case .activeDays:
            let days = chosen.map { ($0.occurredAt - Instant(microseconds: 0)).inDays.rounded(.down) }
            return .number(Double(Set(days).count))
        case .timeSinceLast: return chosen.last.map { .number((cutoff - $0.occurredAt).inDays) } ?? .missing
        case .timeSinceFirst: return chosen.first.map { .number((cutoff - $0.occurredAt).inDays) } ?? .missing
        case .ratio:
            guard let window = definition.window, let against = definition.against else { return .missing }
            let edge = cutoff - window
            let before = all.filter { $0.occurredAt < edge && $0.occurredAt >= edge - against }
            guard !before.isEmpty else { return .missing }
            return .number((Double(chosen.count) / window.inDays) / (Double(before.count) / against.inDays))
        case .trend: return trend(definition, chosen, at: cutoff)
        case .decay:
            var sum = 0.0
            for event in chosen {
                guard let value = definition.attribute.map({ event.number($0) }) ?? 1 else { continue }
                let age = Double((cutoff - event.occurredAt).microseconds)
                let halfLives = age / Double(definition.halfLife?.microseconds ?? 1)
                sum += PortableMath.exp2(-halfLives) * value
            }
            return .number(sum)
        case .calendar:
            let event = definition.at == .first ? chosen.first : chosen.last
            return event.map { calendar(definition, of: $0.occurredAt) } ?? .missing
        default: return .number(Double(chosen.count))
        }
    }

    private static func trend(
        _ definition: FeatureDefinition, _ chosen: [Event], at cutoff: Instant
    ) -> FeatureValue {
        if let attribute = definition.attribute {
            let valued = chosen.filter { $0.number(attribute) != nil }
            guard valued.count > 1 else { return .missing }
            return slope(
                valued.map { ($0.occurredAt - valued[0].occurredAt).inDays },
                valued.compactMap { $0.number(attribute) })
        }
        guard let window = definition.window else { return .missing }
        // The slope of the events a day of each bucket over the bucket's day; the fold takes a way that rounds less.
        let bucket = definition.every ?? .days(1)
        let places = 0..<Int(window.microseconds / bucket.microseconds)
        let counts = places.map { place in
            let start = cutoff - window + TimeSpan(microseconds: Int64(place) * bucket.microseconds)
            return chosen.count { $0.occurredAt >= start && $0.occurredAt < start + bucket }
        }
        return slope(places.map { Double($0) * bucket.inDays }, counts.map { Double($0) / bucket.inDays })
    }

    /// The least-squares slope of y over x.
    private static func slope(_ x: [Double], _ y: [Double]) -> FeatureValue {
        let meanX = x.reduce(0, +) / Double(x.count)
        let meanY = y.reduce(0, +) / Double(y.count)
        var (products, squares) = (0.0, 0.0)
        for place in x.indices {
            products += (x[place] - meanX) * (y[place] - meanY)
            squares += (x[place] - meanX) * (x[place] - meanX)
        }
        return squares > 0 ? .number(products / squares) : .missing
    }

    /// The time between neighbours.
    static func interval(_ kind: FeatureDefinition.Kind, _ chosen: [Event]) -> FeatureValue {
        guard chosen.count > 1 else { return .missing }
        let mean =
            (chosen[chosen.count - 1].occurredAt - chosen[0].occurredAt).inDays / Double(chosen.count - 1)
        let intervals = zip(chosen, chosen.dropFirst()).map { ($1.occurredAt - $0.occurredAt).inDays }
        let squares = intervals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(intervals.count - 1)).squareRoot()
        switch kind {
        case .minimumInterval: return .number(intervals.min() ?? 0)
        case .maximumInterval: return .number(intervals.max() ?? 0)
        case .intervalStandardDeviation: return intervals.count > 1 ? .number(deviation) : .missing
        case .intervalVariation: return intervals.count > 1 ? .number(deviation / mean) : .missing
        default: return .number(mean)
        }
    }

    /// Sessions: events are put into the last one while it is not ended.
    static func session(
        _ definition: FeatureDefinition, _ chosen: [Event], at cutoff: Instant
    ) -> FeatureValue {
        var sessions: [[Instant]] = []
        for event in chosen {
            if let end = sessions.last?.last, event.occurredAt - end <= definition.gap ?? end - end {
                sessions[sessions.count - 1].append(event.occurredAt)
            } else {
                sessions.append([event.occurredAt])
            }
        }
        if definition.kind == .sessions { return .number(Double(sessions.count)) }
        guard let last = sessions.last else { return .missing }
        switch definition.kind {
        case .meanSessionEvents: return .number(Double(chosen.count) / Double(sessions.count))
        case .meanSessionLength:
            let length = sessions.reduce(0) { $0 + ($1[$1.count - 1] - $1[0]).microseconds }
            return .number(Double(length) / 60_000_000 / Double(sessions.count))
        default: return .number((cutoff - last[0]).inDays)
        }
    }

    /// The calendar's part, by counting days from a known Monday and a text of the date.
    static func calendar(_ definition: FeatureDefinition, of instant: Instant) -> FeatureValue {
        let local = instant + TimeSpan(microseconds: Int64(definition.zone?.minutes ?? 0) * 60_000_000)
        let date = local.description
        let monday = Instant(year: 2024, month: 1, day: 1)
        var day = Int((local - monday).inDays.rounded(.down)) % 7
        if day < 0 { day += 7 }
        func digits(_ from: Int) -> Int { Int(date.dropFirst(from).prefix(2)) ?? 0 }
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let (number, name): (Int, String) =
            switch definition.part {
            case .hour: (digits(11), "\(digits(11))")
            case .weekday: (day + 1, names[day])
            case .month: (digits(5), months[digits(5) - 1])
            case .dayOfMonth, nil: (digits(8), "\(digits(8))")
            }
        return definition.type == .category ? .category(name) : .number(Double(number))
    }
}
