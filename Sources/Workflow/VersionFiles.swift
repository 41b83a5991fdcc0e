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
    var train: FeatureFrame
    var document: EvaluationDocument
    var exploratory: Bool

    /// The files by name.
    func encoded() throws -> [String: [UInt8]] {
        let settings = pipeline.settings
        let package = ScorerPackage(
            name: settings.name, title: settings.title, unit: pipeline.isTable ? "row" : settings.unit,
            provenance: settings.data.provenance.rawValue, model: trained.model, features: settings.features,
            golden: GoldenRows.make(trained.model, from: train))
        var files = try package.files()
        let lineage = lineage
        let content = ReportWriter(
            package: package, document: document, audit: audit, lineage: lineage,
            dataDescription: settings.data.description, plan: settings.evaluation, version: "candidate",
            gates: nil
        ).content()
        files[VersionFile.evaluation] = try CanonicalJSON.encode(document)
        files[VersionFile.audit] = try CanonicalJSON.encode(audit)
        files[VersionFile.lineage] = try CanonicalJSON.encode(lineage)
        files[VersionFile.reference] = try CanonicalJSON.encode(ReferenceHistograms(train))
        files[VersionFile.report] = Array(HTMLReport(content).render().utf8)
        files[VersionFile.card] = Array(ModelCard(content).render().utf8)
        return files
    }

    private var lineage: Lineage {
        let calibrated = trained.model.calibration != nil
        return Lineage(
            formatVersion: 1, program: program, settings: recipe.settings, sources: data.sources,
            slices: data.summaries,
            fittedOn: [
                "transforms": "train", "coefficients": "train", "strongest rule": "train",
                "calibration": calibrated ? "calibrate" : "none",
            ],
            penalty: (pipeline.settings.model ?? ModelSettings()).penalty, assumptions: data.assumptions,
            coefficients: coefficients,
            optimizer: Lineage.Optimizer(
                state: trained.fit.state.rawValue, iterations: trained.fit.iterations,
                gradientNorm: trained.fit.gradientNorm),
            droppedColumns: trained.droppedColumns, exploratory: exploratory)
    }

    private var coefficients: [Lineage.Coefficient] {
        trained.model.columns.indices.map { index in
            Lineage.Coefficient(
                name: trained.model.columns[index].name, value: trained.fit.coefficients[index],
                standardError: trained.fit.standardErrors?[index])
        }
    }
}
