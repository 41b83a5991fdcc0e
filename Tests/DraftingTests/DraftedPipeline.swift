import Datasets
import Evaluation
import Features
import Learning
import Settings

/// The sections of a pipeline file in the types of the rooms that read them.
struct DraftedPipeline: Decodable {
    var version: Int
    var name: String
    var title: String
    var data: [String: String]
    var unit: String
    var sources: [String: SourceDefinition]?
    var label: LabelDefinition?
    var cutoffs: CutoffSchedule?
    var eligible: Eligibility?
    var slices: SliceDefinition?
    var table: TableDefinition?
    var features: FeatureSet?
    var model: ModelSettings
    var calibration: [String: String]
    var rules: [String: [String: String]]?
    var evaluation: EvaluationPlan
    var gates: [GateDefinition]
    var audit: AuditSettings?

    init(from yaml: String) throws {
        self = try SettingsDocument(text: yaml, file: "pipeline.yaml").decode(DraftedPipeline.self)
    }
}
