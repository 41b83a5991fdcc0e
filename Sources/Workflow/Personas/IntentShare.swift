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
