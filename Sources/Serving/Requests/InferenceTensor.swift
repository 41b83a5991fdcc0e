internal import Scoring
internal import Models

/// One input of an infer request: a column, or all columns.
struct InferenceTensor {
    let name: String
    /// What errors call it: its name where the model has such an input, else its place, for a name that a client made up may
    /// be anything.
    let place: String
    let shape: [Int]
    let datatype: Datatype
    let data: JSONNode

    /// Reads `{name, shape, datatype, data}`; other members are ignored, as the protocol says.
    init(_ node: JSONNode, position: Int, for model: LoadedModel) throws(ServingError) {
        let path = "inputs[\(position)]"
        let members = try node.object(at: path)
        let name = try (members["name"] ?? .missing(in: node)).text(at: "\(path).name")
        self.name = name
        let place = model.inputIndices[name] == nil ? path : name
        self.place = place
        _ = try InferenceRequest.parameters(members["parameters"], path: "\(place).parameters")
        let typeName = try (members["datatype"] ?? .missing(in: node)).text(at: "\(place).datatype")
        guard let datatype = Datatype(rawValue: typeName) else {
            throw .invalidField(
                path: "\(place).datatype", problem: "is no datatype of the protocol",
                remedy: "use \(Datatype.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.datatype = datatype
        var shape: [Int] = []
        for element in try (members["shape"] ?? .missing(in: node)).list(at: "\(place).shape") {
            guard let size = element.integer, size >= 0 else {
                throw Self.wrongShape(place)
            }
            shape.append(size)
        }
        self.shape = shape
        data = members["data"] ?? .missing(in: node)
        try data.expectList(at: "\(place).data")
    }

    /// The index of the model's input.
    ///
    /// - Throws: `invalidField` where the model has no such input, or one of another kind.
    func input(of model: LoadedModel) throws(ServingError) -> Int {
        let inputs = model.package.model.inputs
        guard let index = model.inputIndices[name] else {
            if model.hasOnlyNumbers, shape.count == 2, shape[1] != 1 {
                throw .invalidField(
                    path: "\(place).shape",
                    problem:
                        "is not that of a column, nor [N, \(inputs.count)] as of one tensor for all inputs",
                    remedy:
                        "send one tensor with the \(inputs.count) values of each row, or \(inputs.map(\.name).joined(separator: ", "))"
                )
            }
            throw .invalidField(
                path: place, problem: "is no input of the model",
                remedy: "send \(inputs.map(\.name).joined(separator: ", "))")
        }
        let kind = inputs[index].kind
        guard (kind == .category) == (datatype == .bytes) else {
            throw .invalidField(
                path: place,
                problem: "has datatype \(datatype.rawValue), and the input is a \(kind.rawValue)",
                remedy: "send it as \(kind.datatype.rawValue)")
        }
        return index
    }

    /// The number of rows.
    ///
    /// - Throws: `invalidField` where the shape is not (rows) or (rows, 1), or there are none; `batchTooLarge`.
    func rows(limit: Int) throws(ServingError) -> Int {
        guard shape.count == 1 || shape.count == 2 && shape[1] == 1, let rows = shape.first, rows > 0 else {
            throw Self.wrongShape(place)
        }
        if rows > limit { throw .batchTooLarge(rows: rows, limit: limit) }
        return rows
    }

    /// Refuses data of another number of values, before rows are made for them: a shape takes a few bytes.
    ///
    /// - Throws: `invalidField`.
    func expectValues(_ expected: Int) throws(ServingError) {
        var found = 0
        try data.forEachElement { (element) throws(ServingError) in
            found += element.kind == .array ? element.elements.count : 1
        }
        if found != expected { throw wrongCount(expected) }
    }

    /// Sets the input's value in every row.
    ///
    /// - Throws: `invalidField` where the shape is another than that of the rows, or the data do not fit it.
    func fill(_ rows: inout InputRows, input: Int) throws(ServingError) {
        guard try self.rows(limit: .max) == rows.count else {
            throw .invalidField(
                path: "\(place).shape", problem: "has another number of rows than the first input",
                remedy: "send all inputs with the same number")
        }
        var row = 0
        try data.forEachElement { (element) throws(ServingError) in
            if element.kind == .array, shape.count == 2 {
                try element.forEachElement { (inner) throws(ServingError) in
                    try set(inner, &row, &rows, input)
                }
            } else {
                try set(element, &row, &rows, input)
            }
        }
        if row != rows.count { throw wrongCount(rows.count) }
    }

    private func set(
        _ node: JSONNode, _ row: inout Int, _ rows: inout InputRows, _ input: Int
    ) throws(ServingError) {
        guard row < rows.count else { throw wrongCount(rows.count) }
        try rows.set(node, row: row, input: input, datatype: datatype, path: "\(place).data[\(row)]")
        row += 1
    }

    /// Another number of values than the shape says.
    func wrongCount(_ expected: Int) -> ServingError {
        .invalidField(
            path: "\(place).data", problem: "does not hold the \(expected) values of its shape",
            remedy: "send as many values as the shape says")
    }

    private static func wrongShape(_ place: String) -> ServingError {
        .invalidField(
            path: "\(place).shape", problem: "is not the number of rows",
            remedy: "send [N] with N at least 1, the same for all inputs")
    }
}
