import Datasets
public import Evaluation
public import Features
import Personas
public import Storage

/// How often a version of personas says of leads what people say who know them.
public struct PersonaAccuracy: Codable, Equatable, Sendable {
    /// The version of the format.
    public var formatVersion = 1
    /// The personas' name in the registry.
    public var personas: String
    /// The version.
    public var version: Int
    /// Its digest.
    public var versionDigest: Digest
    /// As known when; the latest of the leads' times.
    public var asOf: String
    /// Rows of the file.
    public var labels: Int
    /// Rows without a persona.
    public var withoutLabel: Int
    /// Rows of leads that nothing is known of.
    public var unknownLeads: Int
    /// Rows of leads that are known and not eligible at that time.
    public var notEligible: Int
    /// How good the answers to the others are.
    public var evaluation: NamingEvaluation

    /// What people write who say that a lead is none of the personas.
    public static let nobody = "unknown"

    /// Compares.
    ///
    /// - Parameters:
    ///   - room: the pipeline's data.
    ///   - labels: leads' ids, with or without the namespace, and their personas.
    ///   - time: as known when; nil just after the last recorded event.
    /// - Throws: `WorkflowError.unusable` naming the row, never its contents; as `PersonaRoom.assignments(asOf:)`.
    public init(
        _ room: DataRoom, _ personas: StoredPersonas, labels: PersonaLabels, asOf time: Instant?
    ) throws {
        let taxonomy = personas.package.model.taxonomy
        let names = taxonomy.names
        let places = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let wanted = try labels.places(of: names, unit: personas.package.unit)
        let assignments = try PersonaRoom(room, personas).assignments(asOf: time)
        let leads = Dictionary(
            assignments.leads.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
        let known = room.subjects
        var answers: [NamingAnswer] = []
        var latest: Instant?
        (withoutLabel, unknownLeads, notEligible) = (labels.rows - wanted.count, 0, 0)
        for (entity, label) in wanted {
            guard let lead = leads[entity] else {
                if known.contains(entity) { notEligible += 1 } else { unknownLeads += 1 }
                continue
            }
            latest = max(latest ?? lead.asOf, lead.asOf)
            let named = lead.assignment.persona.flatMap { places[$0] }
            answers.append(
                NamingAnswer(
                    label: label, named: named,
                    guess: named ?? lead.assignment.likeliest.flatMap { places[$0] }))
        }
        guard let latest else {
            throw WorkflowError.unusable(
                what:
                    "none of the labelled leads is asked about: \(withoutLabel) rows have no persona, of \(unknownLeads) leads nothing is known, \(notEligible) are not eligible",
                remedy: "give ids as the sources write them, and a time at which the leads are eligible")
        }
        self.personas = personas.package.name
        version = personas.version
        versionDigest = personas.digest
        asOf = latest.description
        self.labels = labels.rows
        evaluation = NamingEvaluation(
            answers, names: names,
            parents: names.map { taxonomy.personas[$0]?.parent.flatMap { places[$0] } })
    }
}
