import Datasets
import Features

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
}
