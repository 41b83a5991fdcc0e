internal import Models
internal import Scoring

/// A row's score, taken apart into what each input adds.
struct ExplainedRow {
    /// The score and the parts.
    let explanation: Explanation
    private let slots: [Double]
    private let reference: [Double]?
    private let inputs: [ModelInput]

    /// Explains a row.
    ///
    /// - Parameters:
    ///   - slots: shape (inputs).
    ///   - basis: nil takes the reference lead where the version keeps one.
    /// - Throws: `invalidField` where the reference lead is asked for and the version keeps none.
    init(_ slots: [Double], by model: LoadedModel, against basis: ExplainRequest.Basis?) throws(ServingError)
    {
        let logistic = model.package.model
        self.slots = slots
        inputs = logistic.inputs
        switch (basis, model.referenceLead) {
        case (.average, _), (nil, nil):
            reference = nil
            explanation = logistic.explain(slots.span)
        case (.reference, let lead?), (nil, let lead?):
            reference = lead
            explanation = logistic.explain(slots.span, against: lead.span)
        case (.reference, nil):
            throw .invalidField(
                path: "against",
                problem: "asks for the reference lead, and version \(model.version) keeps none",
                remedy: "send average, or train the model again")
        }
    }

    /// Writes score, basis, parts, and the inputs that move it most.
    ///
    /// - Parameter top: how many that raise it and how many that lower it are named.
    func write(_ writer: inout JSONWriter, top: Int) {
        writer.member("score", explanation.score.uncalibratedProbability.value)
        writer.member("probability", explanation.score.probability.value)
        writer.member("logit", explanation.score.logit)
        writer.member("against", (reference == nil ? ExplainRequest.Basis.average : .reference).rawValue)
        writer.member("baseline", explanation.baseline)
        writer.member("baselineProbability", Probability(logit: explanation.baseline).value)
        writer.key("contributions")
        writer.array { writer in
            for index in inputs.indices { write(&writer, input: index) }
        }
        let order = inputs.indices.sorted {
            (-abs(explanation.contributions[$0]), $0) < (-abs(explanation.contributions[$1]), $1)
        }
        writer.key("reasons")
        writer.object { writer in
            writer.key("up")
            reasons(&writer, order.filter { explanation.contributions[$0] > 0 }.prefix(top))
            writer.key("down")
            reasons(&writer, order.filter { explanation.contributions[$0] < 0 }.prefix(top))
        }
    }

    private func write(_ writer: inout JSONWriter, input index: Int) {
        let value = InputValue(slot: slots[index], of: inputs[index])
        writer.object { writer in
            writer.member("input", inputs[index].name)
            writer.key("value")
            writer.value(value)
            if let reference {
                writer.key("reference")
                writer.value(InputValue(slot: reference[index], of: inputs[index]))
            }
            writer.member("contribution", explanation.contributions[index])
            writer.member("sentence", inputs[index].sentence(for: value))
        }
    }

    private func reasons(_ writer: inout JSONWriter, _ order: some Sequence<Int>) {
        writer.array { writer in
            for index in order {
                writer.object { writer in
                    writer.member("input", inputs[index].name)
                    writer.member("contribution", explanation.contributions[index])
                    writer.member(
                        "sentence",
                        inputs[index].sentence(for: InputValue(slot: slots[index], of: inputs[index])))
                }
            }
        }
    }
}
