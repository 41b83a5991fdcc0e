public import Evaluation
public import Personas

/// How many leads want something.
public struct IntentShare: Codable, Equatable, Sendable {
    /// The intent; nil where none is named.
    public var intent: String?
    /// Why none is named; nil where one is.
    public var abstention: IntentOfLead.Abstention?
    /// The leads, and their share.
    public var share: ShareEstimate

    /// The intent, or why there is none, in words.
    public var name: String {
        switch abstention {
        case nil: intent ?? ""
        case .noMessage: "no message"
        case .nothingKnown: "a message of which nothing is known"
        case .belowThreshold: "a message that may want several things"
        }
    }

    /// The shares of several groups of leads as one.
    ///
    /// - Parameters:
    ///   - groups: the shares of each, of which rare intents may be left out.
    ///   - leads: all leads of all groups.
    /// - Complexity: O(shares log shares).
    public static func sum(_ groups: [[IntentShare]], of leads: Int) -> [IntentShare] {
        var sums: [String: IntentShare] = [:]
        for share in groups.joined() {
            let key = share.abstention.map { " \($0.rawValue)" } ?? share.name
            let count = (sums[key]?.share.count ?? 0) + share.share.count
            sums[key] = IntentShare(
                intent: share.intent, abstention: share.abstention, share: ShareEstimate(count, of: leads))
        }
        func order(_ share: IntentShare) -> (Int, Int, String) {
            (share.abstention == nil ? 0 : 1, -share.share.count, share.name)
        }
        return sums.values.sorted { order($0) < order($1) }
    }

    /// The intents of some leads: those that are named, the commonest first, then why none is.
    ///
    /// - Parameter least: named intents of fewer leads are left out.
    /// - Complexity: O(leads + intents log intents).
    public static func all(of leads: [IntentOfLead], least: Int = 1) -> [IntentShare] {
        var (named, abstained) = ([String: Int](), [IntentOfLead.Abstention: Int]())
        for lead in leads {
            if let name = lead.name {
                named[name, default: 0] += 1
            } else if let abstention = lead.abstention {
                abstained[abstention, default: 0] += 1
            }
        }
        let order = named.filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return order.map {
            IntentShare(intent: $0.key, share: ShareEstimate($0.value, of: leads.count))
        }
            + IntentOfLead.Abstention.allCases.compactMap { abstention in
                abstained[abstention].map {
                    IntentShare(abstention: abstention, share: ShareEstimate($0, of: leads.count))
                }
            }
    }
}
