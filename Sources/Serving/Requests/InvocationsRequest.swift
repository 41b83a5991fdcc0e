internal import Scoring
internal import Models

/// A body of MLflow's `/invocations`: a data frame in split orientation.
struct InvocationsRequest {
    /// The rows.
    var rows: InputRows

    /// Reads `{"dataframe_split": {"columns": […], "data": [[…]]}}`.
    ///
    /// - Throws: `invalidJSON`, `invalidField`, `batchTooLarge`.
    init(parsing body: [UInt8], for model: LoadedModel, batchLimit: Int) throws(ServingError) {
        let root = try JSONDocument(parsing: body).root
        let members = try root.object(at: "the body")
        let frame = try (members["dataframe_split"] ?? .missing(in: root)).object(at: "dataframe_split")
        let columns = try Self.columns(frame["columns"] ?? .missing(in: root), model)
        let inputs = model.package.model.inputs
        let data = try (frame["data"] ?? .missing(in: root)).list(at: "data")
        guard !data.isEmpty else {
            throw .invalidField(path: "data", problem: "is empty", remedy: "send at least one row")
        }
        if data.count > batchLimit { throw .batchTooLarge(rows: data.count, limit: batchLimit) }
        var rows = InputRows(count: data.count, model: model)
        for (row, node) in data.enumerated() {
            let cells = try node.list(at: "data[\(row)]")
            guard cells.count == columns.count else {
                throw .invalidField(
                    path: "data[\(row)]", problem: "has another number of values than there are columns",
                    remedy: "send one value for each column, null where it is not known")
            }
            for (cell, input) in zip(cells, columns) {
                try rows.set(
                    cell, row: row, input: input, datatype: inputs[input].kind.datatype,
                    path: "data[\(row)].\(inputs[input].name)")
            }
        }
        self.rows = rows
    }

    private static func columns(_ node: JSONNode, _ model: LoadedModel) throws(ServingError) -> [Int] {
        let inputs = model.package.model.inputs
        var columns: [Int] = []
        for (position, element) in try node.list(at: "columns").enumerated() {
            let name = try element.text(at: "columns[\(position)]")
            guard let index = model.inputIndices[name], !columns.contains(index) else {
                throw .invalidField(
                    path: "columns[\(position)]", problem: "is no input of the model, or stands twice",
                    remedy: "send \(inputs.map(\.name).joined(separator: ", "))")
            }
            columns.append(index)
        }
        for (index, input) in inputs.enumerated() where !columns.contains(index) {
            throw .invalidField(
                path: input.name, problem: "is missing from the columns",
                remedy: "send it, with null where a value is not known")
        }
        return columns
    }
}
