import Datasets
public import Features
import Evaluation
import Learning
import LinearAlgebra
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
    /// - Parameters:
    ///   - id: its id or its pseudonym.
    ///   - tell: told whom a pseudonym stands for.
    /// - Throws: as `DataRoom.entity(_:tell:)`.
    public func assignment(
        of id: String, asOf time: Instant?, tell: (String) -> Void = { _ in }
    ) throws -> PersonaAssignments.Lead {
        let entity = try room.entity(id, tell: tell)
        let frame = try room.frame(asOf: time, features: personas.package.features, only: entity)
        guard var lead = try PersonaAssignments(frame, by: personas.package.model).leads.first else {
            throw WorkflowError.unusable(what: "nothing is known of that lead", remedy: "give another id")
        }
        if !room.isAnythingKnown(of: entity, at: lead.asOf) {
            lead.assignment = personas.package.model.unknown
        }
        return lead
    }

    /// How the leads of the test slice, whose outcomes are known, differ from those that groups were found in.
    ///
    /// - Throws: as `DataRoom.prepare()`.
    public func drift() throws -> PersonaDrift {
        let later = CaseRows(try room.prepare().frame, slice: .test)
        return try drift(later, labels: later.labels, protected: later.frame)
    }

    /// The same of everybody eligible at a time, whose outcomes are not known yet.
    ///
    /// - Throws: as `DataRoom.frame(asOf:features:)`.
    public func drift(asOf time: Instant) throws -> PersonaDrift {
        let frame = try room.frame(asOf: time, features: personas.package.features)
        // Personas need no protected attribute; whether they are fair does.
        let all =
            try attributes.isEmpty ? frame : room.frame(asOf: time, features: room.pipeline.settings.features)
        return try drift(CaseRows(frame), labels: nil, protected: all)
    }

    private var attributes: [String] { room.pipeline.settings.evaluation?.protected ?? [] }

    private func drift(_ later: CaseRows, labels: [Bool]?, protected: FeatureFrame) throws -> PersonaDrift {
        guard later.frame.rowCount > 0 else {
            throw WorkflowError.unusable(
                what: "there are no later leads", remedy: "give a test slice with leads, or --as-of")
        }
        let model = personas.package.model
        let discovery = personas.discovery
        let rows = try later.rows(by: model.clusters)
        let own = rows.map { Int32(model.clusters.model.nearest($0.span).cluster) }
        let stability = try discovery.settings.search(concurrency: nil).stability(
            of: own, in: .double(try model.clusters.encoder.design(of: later.frame)),
            count: model.clusters.ids.count)
        var drift = PersonaDrift(
            rows: rows, labels: labels, clusters: model.clusters, taxonomy: model.taxonomy,
            reference: discovery.reference,
            stability: (before: discovery.profiles.map(\.stability), now: stability),
            seed: discovery.settings.seed)
        drift.bias = try bias(later.frame, protected: protected)
        return drift
    }

    /// How protected attributes are spread over the personas that leads are assigned, by whatever decides; leads of no persona are left out, as
    /// groups without a persona are of the gate.
    private func bias(_ frame: FeatureFrame, protected: FeatureFrame) throws -> [PersonaBias] {
        guard !attributes.isEmpty else { return [] }
        let leads = try PersonaAssignments(frame, by: personas.package.model).leads
        let assigned = Dictionary(leads.map { ($0.entity, $0.assignment.persona) }, uniquingKeysWith: { $1 })
        let names = frame.entities.map { assigned[$0] ?? nil }
        let ids = Set(names.compactMap { $0 }).sorted()
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($0.element, $0.offset) })
        return try attributes.compactMap { attribute in
            let values = zip(try protected.groups(by: attribute), names).map { $1 == nil ? nil : $0 }
            return PersonaBias(
                attribute, values: values, personas: names.map { name in name.flatMap { places[$0] } ?? 0 },
                ids: ids, seed: personas.discovery.settings.seed)
        }
    }
}
