import Datasets
import Features
import FoundationEssentials
import LinearAlgebra
import Models
import Personas

extension DataRoom {
    /// What leads did before their cutoffs; nil for a plain table, which has no events.
    func histories(
        of leads: [CaseQuestion], clusters: [Int], count: Int, step: String?, text: String?
    ) throws -> LeadHistories? {
        guard case .events(let result, _, let features) = contents else {
            guard let option = step != nil ? "step" : text != nil ? "words" : nil else { return nil }
            throw WorkflowError.unusable(
                what: "--\(option) looks at events, and a plain table has none", remedy: "leave it out")
        }
        return LeadHistories(
            leads, clusters: clusters, count: count, table: result.log.table, features: features, step: step,
            text: text)
    }

    /// What leads want, each by the newest message that was known at its cutoff, in the leads' order; nothing for a plain table.
    ///
    /// - Precondition: each lead is there once.
    /// - Complexity: O(events), and as `IntentModel.answer` a lead.
    func intents(
        of leads: [CaseQuestion], question: IntentQuestion, by model: IntentModel, concurrency: Int?
    ) throws -> [IntentOfLead] {
        guard case .events(let result, _, let features) = contents else { return [] }
        let frame = result.log.frame(
            try FeatureSet([question.feature], identity: features.identity),
            of: leads.map { (entity: $0.entity, cutoff: $0.cutoff) })
        guard case .categories(let texts)? = frame.columns.first?.values else { return [] }
        let messages = Dictionary(uniqueKeysWithValues: zip(frame.entities, texts))
        let threads = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        return RowBlocks(rowCount: leads.count, blockSize: 64, concurrency: threads).map { block in
            block.map { IntentOfLead(of: messages[leads[$0].entity] ?? nil, by: model) }
        }.flatMap { $0 }
    }
}
