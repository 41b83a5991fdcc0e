internal import Models
internal import Scoring

/// One tensor of shape (rows, inputs), or (inputs) for one row, for a model whose inputs are all numbers.
extension InferenceTensor {
    /// The number of rows; nil for a tensor that has an input's name or another shape: a column.
    ///
    /// - Throws: `invalidField` where one of the inputs is no number, or the datatype is none; `batchTooLarge`.
    func rowsOfAllInputs(of model: LoadedModel, limit: Int) throws(ServingError) -> Int? {
        let inputs = model.package.model.inputs
        let isOneRow = shape == [inputs.count]
        guard model.inputIndices[name] == nil, isOneRow || shape.count == 2 && shape[1] == inputs.count,
            let rows = isOneRow ? 1 : shape.first, rows > 0
        else { return nil }
        if let category = inputs.first(where: { $0.kind == .category }) {
            throw .invalidField(
                path: place, problem: "is one tensor for all inputs, and '\(category.name)' is a category",
                remedy: "send one input for each column")
        }
        guard datatype != .bytes else {
            throw .invalidField(
                path: place, problem: "has datatype BYTES, and the inputs are numbers",
                remedy: "send it as FP64")
        }
        if rows > limit { throw .batchTooLarge(rows: rows, limit: limit) }
        return rows
    }

    /// The rows, from values that are flat or nested by rows.
    ///
    /// - Throws: `invalidField` where the data do not fit the shape or the type.
    func allInputs(rows count: Int, of model: LoadedModel) throws(ServingError) -> InputRows {
        let width = model.package.model.inputs.count
        var values: [JSONNode] = []
        try data.forEachElement { (element) throws(ServingError) in
            guard element.kind == .array, shape.count == 2 else {
                values.append(element)
                return
            }
            let row = element.elements
            guard row.count == width, values.count.isMultiple(of: width) else {
                throw wrongCount(count * width)
            }
            values += row
        }
        guard values.count == count * width else { throw wrongCount(count * width) }
        var rows = InputRows(count: count, model: model)
        for (index, value) in values.enumerated() {
            try rows.set(
                value, row: index / width, input: index % width, datatype: datatype,
                path: "\(place).data[\(index)]")
        }
        return rows
    }
}
