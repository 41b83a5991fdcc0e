internal import Glibc

/// Categories that appear late or go early, beyond what drawing them in any order would show.
///
/// If a category's entities came in any order, all c of them would lie in the last share s of the field's events by a
/// chance of at most s to the power of c. The rate is divided by the number of categories looked at (Bonferroni). The
/// first and the last four weeks settle nothing: rotas and holidays are no orders of chance.
struct CategoryCheck {
    let data: ProfileData
    let rate: Double

    private static let settling = 28
    /// Fields with more different texts are free text.
    private static let most = 2000

    private struct Odd {
        var code: Int
        var day: Int
    }

    private struct Followed {
        var field: FieldCounts
        var categories: CategoryCounts
    }

    /// - Complexity: O(events of text fields).
    func findings(_ fields: [FieldCounts]) -> [ProfileFinding] {
        let followed = fields.compactMap { field -> Followed? in
            guard !field.isPersonal, field.type == .text,
                let attribute = data.events.attributes[field.name]
            else { return nil }
            let categories = CategoryCounts(field, attribute, data)
            return categories.codes.count <= Self.most
                ? Followed(field: field, categories: categories) : nil
        }
        let looked = 2 * followed.reduce(0) { $0 + $1.categories.codes.count }
        guard looked > 0 else { return [] }
        let limit = log(rate / Double(looked))
        return followed.flatMap { follow in
            let (new, vanished) = odd(follow, limit: limit)
            return [
                finding(.newValue, .warn, follow, new, looked: looked),
                finding(.vanishedValue, .note, follow, vanished, looked: looked),
            ].compactMap { $0 }
        }
    }

    private func odd(_ follow: Followed, limit: Double) -> (new: [Odd], vanished: [Odd]) {
        var days = [Int](repeating: 0, count: data.calendar.dayCount + 1)
        for row in follow.field.rows where data.days[row] >= 0 { days[Int(data.days[row]) + 1] += 1 }
        for day in days.indices.dropFirst() { days[day] += days[day - 1] }
        let total = Double(days[days.count - 1])
        guard total > 0 else { return ([], []) }
        var new: [Odd] = []
        var vanished: [Odd] = []
        for code in follow.categories.codes {
            guard let span = follow.categories.days[code], let entities = follow.categories.entities[code]
            else { continue }
            let late = 1 - Double(days[span.first]) / total
            let early = Double(days[span.last + 1]) / total
            if span.first >= Self.settling, Double(entities) * log(late) < limit {
                new.append(Odd(code: code, day: span.first))
            }
            if span.last < data.calendar.dayCount - Self.settling, Double(entities) * log(early) < limit {
                vanished.append(Odd(code: code, day: span.last))
            }
        }
        return (new, vanished)
    }

    private func finding(
        _ check: ProfileCheck, _ severity: ProfileFinding.Severity, _ follow: Followed, _ odd: [Odd],
        looked: Int
    ) -> ProfileFinding? {
        guard !odd.isEmpty, let attribute = data.events.attributes[follow.field.name] else { return nil }
        let sorted = odd.sorted { ($0.day, $0.code) < ($1.day, $1.code) }
        let named = sorted.map { odd in
            let day = data.calendar.name(ofDay: odd.day)
            let events = follow.categories.events[odd.code] ?? 0
            let name =
                follow.categories.isShown(odd.code)
                ? "'\(attribute.texts[odd.code])'" : "text of \(attribute.texts[odd.code].count) characters"
            return "\(name) (\(events) events, \(check == .newValue ? "from" : "until") \(day))"
        }
        let months = [sorted[0].day, sorted[sorted.count - 1].day].map(data.month(ofDay:))
        let group = data.events.groups[follow.field.group]
        let what = check == .newValue ? "appear that were never there" : "are gone that were always there"
        return ProfileFinding(
            check, severity, source: group.source, kind: group.kind, field: follow.field.name,
            months: months[0] == months[1] ? [months[0]] : months,
            evidence:
                "\(odd.count) of \(follow.categories.codes.count) categories \(what): \(named.prefix(4).joined(separator: ", "))\(odd.count > 4 ? ", and more" : "")",
            falseAlarms:
                "\(ProfileText.percent(rate)) of profiles in which entities take their categories in any order (\(looked / 2) categories looked at)",
            remedy: check == .newValue
                ? "map it to a known value or name it in the contract's allowed; a model knows nothing of it yet"
                : "ask whether it was renamed; if so, map both names to one")
    }
}
