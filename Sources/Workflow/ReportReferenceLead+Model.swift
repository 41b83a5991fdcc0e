import Models
import Reports
import Scoring

extension ReportReferenceLead {
    /// A version's reference lead in words, with what the model makes of it.
    init(_ lead: ReferenceLead, by model: LogisticModel) {
        let score = model.score(lead.slots(of: model).span)
        self.init(
            inputs: zip(model.inputs, lead.values).map {
                ReportFact(name: $0.name, value: $0.sentence(for: $1))
            }, logit: score.logit, probability: score.probability.value)
    }
}
