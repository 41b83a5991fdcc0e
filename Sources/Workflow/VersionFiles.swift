import Datasets
import Features
import Learning
import Models
import Reports
import Scoring
import Storage

/// All files of a new version, in bytes that depend on nothing but data, settings and program.
struct VersionFiles {
    var pipeline: Pipeline
    var program: String
    var recipe: Recipe
    var data: PreparedData
    var audit: AuditReport
    var trained: TrainedScorer
    /// What was fitted again and is served; nil where the evaluated scorer is.
    var refit: Refit?
    var train: FeatureFrame
    /// The distributions of these rows, by the evaluated scorer.
    var frozen: ReferenceHistograms
    var document: EvaluationDocument
    var exploratory: Bool

    /// The files by name.
    func encoded() throws -> [String: [UInt8]] {
        let settings = pipeline.settings
        let package = served
        var files = try package.files()
        if refit != nil {
            let measured = try evaluated.files()
            files[VersionFile.evaluatedModel] = measured[ScorerPackage.modelFile]
            files[VersionFile.evaluatedWeights] = measured[ScorerPackage.weightsFile]
        }
        let lineage = try lineage()
        let lead = ReferenceLead(of: refit?.train ?? train, for: package.model)
        let content = ReportWriter(
            package: package, document: document, audit: audit, lineage: lineage,
            dataDescription: settings.data.description, plan: settings.evaluation, version: "candidate",
            gates: nil, reference: lead
        ).content()
        files[VersionFile.evaluation] = try CanonicalJSON.encode(document)
        files[VersionFile.audit] = try CanonicalJSON.encode(audit)
        files[VersionFile.lineage] = try CanonicalJSON.encode(lineage)
        files[VersionFile.reference] = try CanonicalJSON.encode(reference(lead))
        files[VersionFile.report] = Array(HTMLReport(content).render().utf8)
        files[VersionFile.card] = Array(ModelCard(content).render().utf8)
        return files
    }

    /// The scorer that every figure is of.
    var evaluated: ScorerPackage { package(trained.model, from: train) }

    /// The scorer that golden rows and histograms are of.
    var served: ScorerPackage {
        refit.map { package($0.trained.model, from: $0.train) } ?? evaluated
    }

    /// The distributions of the rows that the served scorer was fitted on.
    ///
    /// Of the model's inputs alone: another column has no drift that would move a score, and a text that nobody scores by
    /// may tell who somebody is.
    private func reference(_ lead: ReferenceLead) throws -> ReferenceHistograms {
        var reference =
            try refit.map { refit in
                ReferenceHistograms(
                    refit.train.inputs(of: served.model),
                    probabilities: try served.model.scores(of: refit.train).map(\.probability.value))
            } ?? frozen
        reference.lead = lead.values
        return reference
    }

    private func package(_ model: LogisticModel, from rows: FeatureFrame) -> ScorerPackage {
        let settings = pipeline.settings
        return ScorerPackage(
            name: settings.name, title: settings.title, unit: pipeline.isTable ? "row" : settings.unit,
            provenance: settings.data.provenance.rawValue, model: model, features: settings.servedFeatures,
            featuresVersion: settings.featuresVersion, golden: GoldenRows.make(model, from: rows))
    }

    private func lineage() throws(StorageError) -> Lineage {
        let calibrated = trained.model.calibration != nil
        return Lineage(
            formatVersion: 1, program: program, settings: recipe.settings, sources: data.sources,
            slices: data.summaries, labels: data.labels, horizon: data.horizon?.description,
            fittedUntil: data.fittedUntil?.description,
            fittedOn: [
                "transforms": "train", "coefficients": "train", "strongest rule": "train",
                "calibration": calibrated ? "calibrate" : "none",
            ].merging(trained.ensemble == nil ? [:] : ["weights of members": "calibrate"]) { $1 },
            penalty: trained.penalty, strength: trained.strength,
            ensemble: trained.ensemble.map(EnsembleLineage.init), assumptions: data.assumptions,
            coefficients: Self.coefficients(trained), evidence: Self.evidence(trained),
            optimizer: Self.optimizer(trained),
            droppedColumns: trained.droppedColumns, exploratory: exploratory,
            refit: try refit.map { refit throws(StorageError) in
                Lineage.Refitted(
                    evaluatedDigest: try evaluated.scorerDigest, servedDigest: try served.scorerDigest,
                    fittedUntil: refit.fittedUntil?.description,
                    slices: refit.slices, coefficients: Self.coefficients(refit.trained),
                    evidence: Self.evidence(refit.trained),
                    optimizer: Self.optimizer(refit.trained), penalty: refit.trained.penalty,
                    strength: refit.trained.strength,
                    ensemble: refit.trained.ensemble.map(EnsembleLineage.init))
            })
    }

    private static func optimizer(_ trained: TrainedScorer) -> Lineage.Optimizer {
        Lineage.Optimizer(trained.fit)
    }

    private static func evidence(_ trained: TrainedScorer) -> [InputEvidence]? {
        trained.evidence.isEmpty ? nil : trained.evidence
    }

    /// The coefficients of a fit, in the order of its columns.
    static func coefficients(_ trained: TrainedScorer) -> [Lineage.Coefficient] {
        let errors = trained.standardErrors
        return trained.model.columns.indices.map { index in
            Lineage.Coefficient(
                name: trained.model.columns[index].name, value: trained.fit.coefficients[index],
                standardError: errors[index])
        }
    }
}
