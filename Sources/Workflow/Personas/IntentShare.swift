public import Evaluation
public import Personas

/// How many leads want something.
public struct IntentShare: Codable, Equatable, Sendable {
    /// The intent; nil where none is named, and of all intents that are not told one by one.
    public var intent: String?
    /// Why none is named; nil where one is, and of all intents that are not told one by one.
    public var abstention: IntentOfLead.Abstention?
    /// The leads, and their share.
    public var share: ShareEstimate

    /// Whether it is of all intents together that are not told one by one.
    public var isOfOthers: Bool { intent == nil && abstention == nil }

    /// The intent, or why there is none, in words.
    public var name: String {
        switch abstention {
        case nil: intent ?? "other intents"
        case .noMessage: "no message"
        case .nothingKnown: "a message of which nothing is known"
        case .belowThreshold: "a message that may want several things"
        }
    }

    /// The shares of several groups of leads as one.
    ///
    /// An intent is told only where no group may have kept some of its leads back: what is told is of all leads.
    ///
    /// - Parameter groups: the shares of each, which count each of its leads once.
    /// - Complexity: O(groups * intents log intents).
    public static func sum(_ groups: [[IntentShare]]) -> [IntentShare] {
        var counts = Counts(groups.joined())
        for group in groups where group.contains(where: \.isOfOthers) {
            let told = Set(group.compactMap(\.intent))
            for name in counts.named.keys where !told.contains(name) { counts.putAside(name) }
        }
        return counts.shares
    }

    /// The commonest intents, all others together, and why none is named.
    ///
    /// - Parameters:
    ///   - most: intents that are told one by one.
    ///   - shares: of the same leads, each of which counts once.
    /// - Complexity: O(shares log shares).
    public static func commonest(_ most: Int, of shares: [IntentShare]) -> [IntentShare] {
        var counts = Counts(shares)
        for (name, _) in counts.order.dropFirst(most) { counts.putAside(name) }
        return counts.shares
    }

    /// The intents of some leads: those that are named, the commonest first, then all others together, then why none is named.
    ///
    /// Others are two intents and `least` leads, or more, as far as there are so many: else what is told and the leads there are would tell of few.
    ///
    /// - Parameter least: named intents of fewer leads are among the others.
    /// - Complexity: O(leads + intents log intents).
    public static func all(of leads: [IntentOfLead], least: Int = 1) -> [IntentShare] {
        var counts = Counts([IntentShare]())
        for lead in leads {
            if let name = lead.name {
                counts.named[name, default: 0] += 1
            } else if let abstention = lead.abstention {
                counts.abstained[abstention, default: 0] += 1
            }
        }
        let order = counts.order
        var told = order.count { $0.leads >= least }
        if told < order.count {
            while told > 0,
                order.count - told < 2 || order[told...].reduce(0, { $0 + $1.leads }) < least
            { told -= 1 }
        }
        for (name, _) in order[told...] { counts.putAside(name) }
        return counts.shares
    }

    /// Whether shares are of so many leads, each of which counts once.
    static func areOf(_ leads: Int, _ shares: [IntentShare]) -> Bool {
        var left = leads
        var seen: Set<[String?]> = []
        for share in shares {
            guard share.intent == nil || share.abstention == nil, share.intent?.isEmpty != true,
                seen.insert([share.intent, share.abstention?.rawValue]).inserted,
                share.share.rows == leads, 0 < share.share.count, share.share.count <= left
            else { return false }
            left -= share.share.count
        }
        return left == 0
    }

    /// Leads by what they want.
    private struct Counts {
        var named: [String: Int] = [:]
        var others = 0
        var abstained: [IntentOfLead.Abstention: Int] = [:]

        init(_ shares: some Sequence<IntentShare>) {
            for share in shares {
                if let abstention = share.abstention {
                    abstained[abstention, default: 0] += share.share.count
                } else if let name = share.intent {
                    named[name, default: 0] += share.share.count
                } else {
                    others += share.share.count
                }
            }
        }

        /// The named, the commonest first.
        var order: [(name: String, leads: Int)] {
            named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
        }

        var shares: [IntentShare] {
            let all = named.values.reduce(0, +) + others + abstained.values.reduce(0, +)
            let told = order.map { IntentShare(intent: $0.name, share: ShareEstimate($0.leads, of: all)) }
            let rest = others == 0 ? [] : [IntentShare(share: ShareEstimate(others, of: all))]
            return told + rest
                + IntentOfLead.Abstention.allCases.compactMap { abstention in
                    abstained[abstention].map {
                        IntentShare(abstention: abstention, share: ShareEstimate($0, of: all))
                    }
                }
        }

        mutating func putAside(_ name: String) { others += named.removeValue(forKey: name) ?? 0 }
    }
}
