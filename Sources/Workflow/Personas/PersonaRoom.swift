import Datasets
public import Features
import Learning
import Models
import Personas

/// A pipeline's data, asked who its leads are by a version of personas.
public struct PersonaRoom {
    private let room: DataRoom
    private let personas: StoredPersonas

    /// Prepares a pipeline's data for a version.
    ///
    /// - Throws: `WorkflowError.unusable` where the personas are of other entities, or read messages that the pipeline does not have.
    public init(_ room: DataRoom, _ personas: StoredPersonas) throws {
        self.room = room
        self.personas = personas
        try personas.expect(room.pipeline)
    }

    /// Who everybody is that is eligible at a time; nil asks just after the last recorded event.
    ///
    /// - Throws: as `DataRoom.frame(asOf:features:)`.
    public func assignments(asOf time: Instant?) throws -> PersonaAssignments {
        try PersonaAssignments(
            room.frame(asOf: time, features: personas.package.features), by: personas.package.model)
    }

    /// Who one lead is, and the lead.
    ///
    /// - Throws: `WorkflowError.unusable` where nothing is known of it.
    public func assignment(of id: String, asOf time: Instant?) throws -> PersonaAssignments.Lead {
        let entity = try room.entity(id)
        let frame = try room.frame(asOf: time, features: personas.package.features, only: entity)
        guard let lead = try PersonaAssignments(frame, by: personas.package.model).leads.first else {
            throw WorkflowError.unusable(what: "nothing is known of that lead", remedy: "give another id")
        }
        return lead
    }

    /// How the leads of the test slice, whose outcomes are known, differ from those that groups were found in.
    ///
    /// - Throws: as `DataRoom.prepare()`.
    public func drift() throws -> PersonaDrift {
        let later = CaseRows(try room.prepare().frame, slice: .test)
        return try drift(later, labels: later.labels)
    }

    /// The same of everybody eligible at a time, whose outcomes are not known yet.
    ///
    /// - Throws: as `DataRoom.frame(asOf:features:)`.
    public func drift(asOf time: Instant) throws -> PersonaDrift {
        let frame = try room.frame(asOf: time, features: personas.package.features)
        return try drift(CaseRows(frame), labels: nil)
    }

    private func drift(_ rows: CaseRows, labels: [Bool]?) throws -> PersonaDrift {
        guard rows.frame.rowCount > 0 else {
            throw WorkflowError.unusable(
                what: "there are no later leads", remedy: "give a test slice with leads, or --as-of")
        }
        return PersonaDrift(
            rows: try rows.rows(by: personas.package.model.clusters), labels: labels,
            clusters: personas.package.model.clusters, taxonomy: personas.package.model.taxonomy,
            reference: personas.discovery.reference,
            seed: personas.discovery.settings.seed)
    }
}
