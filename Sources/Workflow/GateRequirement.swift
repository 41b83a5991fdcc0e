/// A requirement beside figures, as checks name it.
enum GateRequirement: String {
    case audit, card, lineage, approvals, signed, freshness

    /// What to do where it does not hold.
    func remedy(model: String, version: Int) -> String {
        switch self {
        case .audit: "remove what the audit found or what is waived, and train again"
        case .card, .lineage: "train the version again with this program"
        case .approvals:
            "let others approve it: leadline registry approve \(model) \(version) --by NAME --why TEXT"
        case .signed:
            "sign it with a trusted key: leadline registry sign models:/\(model)/\(version) --key FILE"
        case .freshness: "train on newer data"
        }
    }
}
