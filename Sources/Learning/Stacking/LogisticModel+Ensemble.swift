import Models

extension LogisticModel {
    /// A member of an ensemble.
    typealias Member = (name: String, model: LogisticModel, weight: Double)

    /// The model whose margin is `intercept + sum of weights * margins`: its columns are those of all members with a weight above
    /// 0, in the order of inputs, then of members, and its coefficients are the members' times their weights.
    ///
    /// Each column keeps its member's fill, transforms, mean and scale, so that the members need not be asked any more: what
    /// scores, explains and exports one model does so for many.
    ///
    /// - Precondition: inputs of one name are of one kind and hashed alike, and the members' calibrations are none.
    /// - Throws: `ModelError` for numbers out of range.
    init(weighing members: [Member], intercept: Double) throws(ModelError) {
        let used = members.filter { $0.weight > 0 }
        var inputs: [ModelInput] = []
        for member in used {
            for input in member.model.inputs {
                if let place = inputs.firstIndex(where: { $0.name == input.name }) {
                    precondition(
                        inputs[place].kind == input.kind && inputs[place].buckets == input.buckets,
                        "an input has one kind, and one way into buckets")
                    inputs[place].levels = Set(inputs[place].levels + input.levels).sorted()
                } else {
                    inputs.append(input)
                }
            }
        }
        var columns = MergedColumns()
        for (place, input) in inputs.enumerated() {
            for member in used {
                guard let own = member.model.inputs.firstIndex(where: { $0.name == input.name }) else {
                    continue
                }
                columns.add(member, input: own, as: place, of: input)
            }
        }
        let encoder = try DesignEncoder(
            inputs: inputs, columns: columns.columns, fill: columns.fill, mean: columns.mean,
            scale: columns.scale)
        try self.init(
            encoder: encoder, coefficients: columns.coefficients,
            intercept: used.reduce(intercept) { $0 + $1.weight * $1.model.intercept })
    }
}

/// The columns of an ensemble, as members bring them.
private struct MergedColumns {
    var columns: [DesignColumn] = []
    var coefficients: [Double] = []
    var fill: [Double] = []
    var mean: [Double] = []
    var scale: [Double] = []

    /// Takes a member's columns of one of its inputs.
    ///
    /// - Parameters:
    ///   - own: the input's index in the member.
    ///   - place: its index in the ensemble.
    ///   - input: the input there, with the levels that any member knows.
    mutating func add(
        _ member: LogisticModel.Member, input own: Int, as place: Int, of input: ModelInput
    ) {
        let encoder = member.model.encoder
        let levels = input.levels
        let known = encoder.inputs[own].levels
        for index in encoder.columns.indices where encoder.columns[index].input == own {
            var column = encoder.columns[index]
            let coefficient = member.weight * member.model.coefficients[index]
            func append(_ mean: Double) {
                columns.append(column)
                coefficients.append(coefficient)
                fill.append(encoder.fill[index])
                self.mean.append(mean)
                scale.append(encoder.scale[index])
            }
            column.input = place
            column.name = "\(member.name): \(column.name)"
            switch column.encoding {
            case .number, .missingIndicator, .bins: append(encoder.mean[index])
            case .level(let level):
                if input.buckets == nil {
                    column.encoding = .level(levels.firstIndex(of: known[level]) ?? level)
                }
                append(encoder.mean[index])
            case .levelEvidence(let evidence):
                column.encoding = .levelEvidence(
                    LevelEvidence(
                        levels: levels.map { level in
                            known.firstIndex(of: level).map { evidence.levels[$0] } ?? evidence.other
                        }, other: evidence.other, missing: evidence.missing))
                append(encoder.mean[index])
            case .product: preconditionFailure("members of an ensemble have no interactions")
            case .otherLevels:
                append(encoder.mean[index])
                // What is another level to this member may be a level to the next: each of those counts alike.
                let name = column.name
                for (level, text) in levels.enumerated() where !known.contains(text) {
                    column.name = "\(name)=\(text)"
                    column.encoding = .level(level)
                    append(0)
                }
            }
        }
    }
}
