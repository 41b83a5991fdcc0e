import Evaluation
public import Features
import Settings

/// What must be there beside figures: the `requires` section of a pipeline or of a file of gates.
public struct GateRequirements: Equatable, Sendable {
    /// What the leakage audit must have been.
    public var audit: Audit?
    /// Whether the version must have a model card.
    public var card: Bool?
    /// Whether its lineage must name data, slices and settings.
    public var lineage: Bool?
    /// How many others than who promotes must have approved exactly this version.
    public var approvals: Int?
    /// Files of public keys, relative to the file that names them: one of them must have signed the version.
    public var signed: [String]?
    /// How old the newest known answer may be when it is promoted.
    public var freshness: TimeSpan?

    /// What an audit must have been.
    public enum Audit: String, Codable, Equatable, Sendable {
        /// It found nothing, and nothing was waived.
        case clean
        /// It found nothing that was not waived.
        case waived
    }

    /// Refuses what could never hold or asks for nothing.
    ///
    /// - Parameter document: the file with the section `requires`.
    func check(in document: SettingsDocument) throws(SettingsError) {
        if let approvals, approvals < 1 {
            throw document.error(
                at: ["requires", "approvals"], "it asks for no approval",
                remedy: "write 1 or more, or leave it out")
        }
        if signed?.isEmpty == true {
            throw document.error(
                at: ["requires", "signed"], "it names no key", remedy: "name a PEM file, or leave it out")
        }
        if let freshness, freshness <= .days(0) {
            throw document.error(
                at: ["requires", "freshness"], "no data are as fresh as that",
                remedy: "write a span such as 30d")
        }
    }
}

extension GateRequirements: Codable {
    private enum CodingKeys: String, CodingKey { case audit, card, lineage, approvals, signed, freshness }

    /// Reads requirements; a key without a value is refused, for it would ask for nothing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        audit = try container.decodeIfWritten(Audit.self, forKey: .audit)
        card = try container.decodeIfWritten(Bool.self, forKey: .card)
        lineage = try container.decodeIfWritten(Bool.self, forKey: .lineage)
        approvals = try container.decodeIfWritten(Int.self, forKey: .approvals)
        signed = try container.decodeIfWritten([String].self, forKey: .signed)
        freshness = try container.decodeIfWritten(TimeSpan.self, forKey: .freshness)
    }
}
