internal import Arithmetic
internal import Features

extension NaiveFeatures {
    /// Kinds that look at channels.
    static func channel(_ definition: FeatureDefinition, _ chosen: [Event]) -> FeatureValue {
        let channels = chosen.map(\.channel).filter { !$0.isEmpty }
        guard !channels.isEmpty else { return .missing }
        let total = Double(channels.count)
        if definition.kind == .channelShare {
            return .number(Double(channels.count { $0 == definition.channel }) / total)
        }
        let counts = Set(channels).map { channel in
            (
                channel: channel, count: channels.count { $0 == channel },
                last: channels.lastIndex(of: channel) ?? 0
            )
        }
        if definition.kind == .channelEntropy {
            let terms = counts.map(\.count).sorted().map { Double($0) / total }
            return .number(0 - terms.reduce(0) { $0 + $1 * PortableMath.log2($1) })
        }
        let most = counts.map(\.count).max() ?? 0
        let preferred = counts.filter { $0.count == most }.sorted { $0.last < $1.last }
        if definition.kind == .preferredChannel { return .category(preferred[preferred.count - 1].channel) }
        let share = Double(most) / total
        let z = 1.959963984540054
        let root = (share * (1 - share) / total + z * z / (4 * total * total)).squareRoot()
        return .number((share + z * z / (2 * total) - z * root) / (1 + z * z / total))
    }

    /// Kinds that look at which events come together, and in which order.
    static func pattern(_ definition: FeatureDefinition, _ chosen: [Event]) -> Double {
        func isNear(_ left: Event, _ right: Event) -> Bool {
            guard let within = definition.within else { return true }
            let distance = right.occurredAt - left.occurredAt
            return distance <= within && distance >= TimeSpan(microseconds: -within.microseconds)
        }
        let steps = definition.steps
        switch definition.kind {
        case .pairs, .coOccurrence:
            var pairs = 0.0
            for one in chosen where one.kind == definition.kinds[0] {
                for other in chosen where other.kind == definition.kinds[1] && isNear(one, other) {
                    pairs += 1
                }
            }
            return definition.kind == .pairs ? pairs : min(pairs, 1)
        case .ngram:
            var count = 0.0
            for start in chosen.indices where start + steps.count <= chosen.count {
                let run = chosen[start..<start + steps.count]
                let areNear = zip(run, run.dropFirst()).allSatisfy { isNear($0, $1) }
                if run.map(\.kind) == steps, areNear { count += 1 }
            }
            return count
        default:
            // Whether the first `length` steps can be gone through with the last of them at a place.
            func canEnd(_ length: Int, at place: Int, after start: Int) -> Bool {
                guard chosen[place].kind == steps[length - 1] else { return false }
                return length == 1
                    || (start..<place).contains {
                        isNear(chosen[$0], chosen[place]) && canEnd(length - 1, at: $0, after: start)
                    }
            }
            var count = 0.0
            var start = 0
            for place in chosen.indices where canEnd(steps.count, at: place, after: start) {
                count += 1
                start = place + 1
            }
            return count
        }
    }
}
