import Arithmetic
import Datasets
import Evaluation
import Features
import Learning
import LinearAlgebra
public import Models
import Personas
import Spelling
import Storage

/// Finds the groups that a pipeline's leads fall into, and tells what each is like.
public struct PersonaDiscoverer {
    let pipeline: Pipeline
    let settings: PersonaSettings
    /// What says what leads want; nil where the settings do not ask.
    let intents: IntentModel?
    let concurrency: Int?

    /// Prepares a discovery.
    ///
    /// - Parameter intents: what says what leads want, where the settings ask.
    /// - Throws: `SettingsError` or `WorkflowError` for inputs that there are not, or that are protected without a reason, and for messages that
    ///   no contract gives.
    public init(
        _ pipeline: Pipeline, settings: PersonaSettings, intents: IntentModel? = nil, concurrency: Int? = nil
    ) throws {
        self.pipeline = pipeline
        self.settings = settings
        self.intents = settings.intent == nil ? nil : intents
        self.concurrency = concurrency
        if let question = settings.intent { try pipeline.checkMessages(of: question) }
        let protected = Set(pipeline.settings.evaluation?.protected ?? [])
        let known =
            pipeline.settings.features?.names ?? pipeline.settings.table?.featureFields.map(\.name) ?? []
        try pipeline.checkHistories(of: settings)
        for name in settings.inputs ?? [] {
            guard known.contains(name) else {
                throw WorkflowError.unusable(
                    what: "--input: there is no feature '\(name)'",
                    remedy: NearestName.remedy(for: name, among: known))
            }
            if protected.contains(name), !(settings.usesProtected?.contains { !$0.isWhitespace } ?? false) {
                throw WorkflowError.unusable(
                    what: "--input: '\(name)' is protected: it serves the audit only",
                    remedy: "leave it out, or say why by --uses-protected REASON, which the page shows")
            }
        }
    }

    /// Discovers.
    ///
    /// - Parameter step: told what is about to be done, for one who waits.
    /// - Throws: as `DataRoom.prepare()`; `ConfigurationError`, `LearningError`, and `WorkflowError.unusable` where too few leads are there.
    public func discover(
        _ room: DataRoom, workspace: Workspace, step: (String) -> Void = { _ in }
    ) throws -> PersonaDiscovery {
        let search = try settings.search(concurrency: concurrency)
        step("computing features")
        let data = try room.prepare()
        let known = CaseRows(data.frame, slice: .train)
        let later = CaseRows(data.frame, slice: .test)
        guard known.labels.count > settings.most else {
            throw WorkflowError.unusable(
                what: "the train slice has \(known.labels.count) leads",
                remedy: "give a train slice of more leads, or fewer clusters by --k-range")
        }
        let inputs = try selection()
        let encoder = try Preprocessor(.init(inputs: inputs)).fit(
            known.frame, features: pipeline.settings.features
        ).encoder
        let design = try encoder.design(of: known.frame)
        step("clustering \(Figures.count(known.labels.count)) leads")
        let (candidates, best) = try search.candidates(
            .double(design), counts: settings.least...settings.most)
        let chosen = candidates[best]
        var configuration = search.configuration
        configuration.clusters = chosen.fit.sizes.count
        step("asking whether there are groups at all")
        let structure = try search.structure(
            .double(design), counts: settings.least...settings.most, draws: settings.draws)
        step("measuring how sure the clusters are")
        let scale = try MembershipScale(
            of: chosen.fit, rows: .double(design), configuration: configuration,
            samples: settings.samples, rowLimit: settings.rowLimit, concurrency: search.concurrency)
        let clusters = try clusters(encoder, chosen, scale, known.frame)
        step("telling what each cluster is like")
        return try document(
            room, data, clusters, candidates, chosen, structure, scale, known, later, workspace)
    }

    /// The middle of each chosen feature among some leads.
    func centre(of frame: FeatureFrame, rows: [Int]) -> [CentreValue] {
        CentreValue.all(of: frame, inputs: inputs, rows: rows, unit: pipeline.unit(of:))
    }

    /// The chosen features; the model may say why it takes protected ones, which is no reason to group by them.
    private var inputs: [String] {
        let protected = Set(pipeline.settings.evaluation?.protected ?? [])
        return settings.inputs ?? pipeline.settings.inputNames.filter { !protected.contains($0) }
    }

    /// How the chosen features become columns: numbers as the model takes them, categories by a column a level, nothing by its outcomes.
    private func selection() throws -> InputSelection {
        let own = pipeline.settings.model?.allInputs ?? []
        let names = inputs
        return try InputSelection(
            names.map { name in
                let entry = own.first { $0.name == name }
                return InputSelection.Entry(
                    name: name, transforms: entry?.encoding == .usual ? entry?.transforms ?? [] : [])
            })
    }

    private func clusters(
        _ encoder: DesignEncoder, _ chosen: ClusterCandidate, _ scale: MembershipScale?,
        _ frame: FeatureFrame
    ) throws -> PersonaClusters {
        var ranks: [String: FeatureRanks] = [:]
        for column in frame.without(pipeline.settings.auditOnly).columns {
            guard case .numbers(let values) = column.values else { continue }
            ranks[column.name] = FeatureRanks(of: values)
        }
        let verdicts = chosen.fit.sizes.indices.map { place in
            StabilityVerdict(similarity: chosen.stability.flatMap { $0[place] }).rawValue
        }
        func made(farthest: Double) throws(ModelError) -> PersonaClusters {
            try PersonaClusters(
                encoder: encoder, ids: Self.ids(of: chosen.fit.model), model: chosen.fit.model,
                temperature: scale?.temperature ?? 1, farthest: farthest, verdicts: verdicts, ranks: ranks)
        }
        let open = try made(farthest: DesignEncoder.limit)
        let rows = try encoder.rows(of: frame)
        let distances = (0..<frame.rowCount).compactMap { row in
            open.columns(of: encoder.inputs.indices.map { rows[row, $0] }).flatMap {
                open.squaredDistances($0).min()
            }
        }.sorted()
        // All but one in a thousand.
        let farthest = distances.interpolated(at: Double(distances.count - 1) * 0.999)
        return try made(farthest: max(farthest, .leastNormalMagnitude))
    }

    /// An id belongs to a centre: another discovery with other centres has other ids.
    private static func ids(of model: ClusterModel) -> [String] {
        var digits = 6
        while true {
            let ids = model.centres.map { centre in
                let bytes = centre.flatMap { value in
                    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
                }
                return "c-" + Digest(of: bytes).description.prefix(digits)
            }
            if Set(ids).count == ids.count || digits >= 64 { return ids }
            digits += 2
        }
    }

    private func document(
        _ room: DataRoom, _ data: PreparedData, _ clusters: PersonaClusters,
        _ candidates: [ClusterCandidate], _ chosen: ClusterCandidate, _ structure: StructureTest,
        _ scale: MembershipScale?, _ known: CaseRows, _ later: CaseRows, _ workspace: Workspace
    ) throws -> PersonaDiscovery {
        let rows = try known.rows(by: clusters)
        let laterRows = try later.rows(by: clusters)
        let own = chosen.fit.clusters.map { Int($0) }
        let centres = clusters.model.centres
        let described = known.frame.without(pipeline.settings.auditOnly)
        var kinds: [String: ColumnKind] = [:]
        for column in described.columns {
            kinds[column.name] = if case .numbers = column.values { .number } else { .category }
        }
        let protected = pipeline.settings.evaluation?.protected ?? []
        let reference = PersonaReference(
            rows: rows, clusters: own, labels: known.labels, count: centres.count,
            strangers: rows.count { clusters.model.nearest($0.span).squaredDistance > clusters.farthest })
        return PersonaDiscovery(
            pipeline: pipeline.name, title: pipeline.settings.title,
            outcome: pipeline.settings.label?.name ?? pipeline.settings.title,
            unit: pipeline.isTable ? "row" : pipeline.settings.unit,
            provenance: pipeline.settings.data.provenance.rawValue, settings: settings,
            sources: room.digests.mapValues(\.description), leads: known.labels.count,
            laterLeads: later.labels.count,
            returningLeads: Set(known.frame.entities).intersection(later.frame.entities).count,
            centre: centre(of: known.frame, rows: known.labels.indices.map { $0 }), kinds: kinds,
            features: room.pipeline.settings.servedFeatures, clusters: clusters,
            candidates: candidates.map(ClusterDocument.Candidate.init), structure: structure,
            agreement: scale?.agreement,
            profiles: try profiles(
                room, clusters, chosen, (known, rows), (later, laterRows), described, workspace),
            goals: Array(GoalAssociation.all(of: described, labels: known.labels).prefix(30)),
            bias: try protected.compactMap { name in
                PersonaBias(
                    name, values: try known.frame.groups(by: name), personas: own, ids: clusters.ids,
                    seed: settings.seed)
            },
            protected: protected,
            usesProtected: inputs.contains(where: protected.contains) ? settings.usesProtected : nil,
            reference: reference,
            drift: later.labels.isEmpty
                ? nil
                : PersonaDrift(
                    rows: laterRows, labels: later.labels, clusters: clusters,
                    taxonomy: nil, reference: reference, seed: settings.seed),
            intentModel: try intents.map { Digest(of: try PersonaPackage.file(of: $0)).description },
            map: PersonaMap(rows: rows, clusters: own, centres: centres, seed: settings.seed))
    }
}
