internal import Features
internal import Scoring
internal import Models

/// A body of the Open Inference Protocol's infer endpoint: one input a column, or one tensor for all of them.
struct InferenceRequest: ~Copyable {
    /// What the client calls the request; echoed.
    let id: String?
    /// Whom the one row is about, where the request says so.
    let lead: EntityKey?
    /// As of when the lead is asked about; nil where the request does not say.
    let asOf: Instant?
    /// What to answer with, in order.
    let outputs: [InferenceOutput]
    /// The rows.
    var rows: InputRows

    /// A request, by default one that names no lead.
    init(
        id: String?, lead: EntityKey? = nil, asOf: Instant? = nil, outputs: [InferenceOutput], rows: InputRows
    ) {
        self.id = id
        self.lead = lead
        self.asOf = asOf
        self.outputs = outputs
        self.rows = rows
    }

    /// Reads a body.
    ///
    /// - Throws: `invalidJSON`, `invalidField` naming the input, `batchTooLarge`.
    /// - Complexity: O(bytes).
    static func parsing(
        _ body: [UInt8], for model: LoadedModel, batchLimit: Int
    ) throws(ServingError) -> InferenceRequest {
        if let usual = InferenceReader.read(body, for: model, batchLimit: batchLimit) { return usual }
        return try InferenceRequest(general: body, for: model, batchLimit: batchLimit)
    }

    /// Reads any body, and says what is wrong with one that is refused.
    init(general body: [UInt8], for model: LoadedModel, batchLimit: Int) throws(ServingError) {
        let root = try JSONDocument(parsing: body).root
        let members = try root.object(at: "the body")
        let id = try members["id"].map { (node) throws(ServingError) in try node.text(at: "id") }
        let (lead, asOf) = try Self.question(members, of: model)
        let outputs = try Self.outputs(members["outputs"])
        let inputs = try (members["inputs"] ?? .missing(in: root)).list(at: "inputs")
        let rows = try Self.rows(inputs, of: model, batchLimit: batchLimit)
        try Self.expectOneRow(of: lead, among: rows.count)
        self.init(id: id, lead: lead, asOf: asOf, outputs: outputs, rows: rows)
    }

    private static func rows(
        _ inputs: [JSONNode], of model: LoadedModel, batchLimit: Int
    ) throws(ServingError) -> InputRows {
        var rows: InputRows?
        var seen = Set<Int>()
        for (position, node) in inputs.enumerated() {
            let tensor = try InferenceTensor(node, position: position, for: model)
            if inputs.count == 1, let count = try tensor.rowsOfAllInputs(of: model, limit: batchLimit) {
                return try tensor.allInputs(rows: count, of: model)
            }
            let index = try tensor.input(of: model)
            guard seen.insert(index).inserted else {
                throw .invalidField(
                    path: tensor.place, problem: "is sent twice", remedy: "send each input once")
            }
            let count = try tensor.rows(limit: batchLimit)
            if rows == nil { try tensor.expectValues(count) }
            var filled = rows ?? InputRows(count: count, model: model)
            try tensor.fill(&filled, input: index)
            rows = filled
        }
        for (index, input) in model.package.model.inputs.enumerated() where !seen.contains(index) {
            throw .invalidField(
                path: input.name, problem: "is missing from the inputs",
                remedy: "send it as \(input.kind.datatype.rawValue), with null where a value is not known")
        }
        guard let rows else {
            throw .invalidField(path: "inputs", problem: "is empty", remedy: "send one input for each column")
        }
        return rows
    }

    /// Reads whom a body asks about, and as of when, from its parameters.
    ///
    /// - Parameter model: nil where none is loaded that knows its unit.
    /// - Throws: `invalidField`.
    static func question(
        _ members: [String: JSONNode], of model: LoadedModel?
    ) throws(ServingError) -> (lead: EntityKey?, asOf: Instant?) {
        let parameters = try parameters(members["parameters"], path: "parameters")
        let lead = try lead(parameters?["entity"], path: "parameters.entity", of: model)
        let asOf = try parameters?["as_of"].map { (node) throws(ServingError) in
            try EventReader.instant(
                try node.text(at: "parameters.as_of"), path: "parameters.as_of")
        }
        return (lead, asOf)
    }

    /// Refuses several rows where one lead is named.
    static func expectOneRow(of lead: EntityKey?, among rows: Int) throws(ServingError) {
        guard lead != nil, rows != 1 else { return }
        throw .invalidField(
            path: "parameters.entity", problem: "names one lead, and there are \(rows) rows",
            remedy: "send a request for each lead, or leave it out")
    }

    /// Reads `namespace:id`; a model that is fed from events says of which namespace.
    static func lead(
        _ node: JSONNode?, path: String, of model: LoadedModel?
    ) throws(ServingError) -> EntityKey? {
        guard let node else { return nil }
        let lead = try EventReader.entity(try node.text(at: path), path: path)
        guard let model else { return lead }
        guard model.live == nil || lead.namespace == model.package.unit else {
            throw .invalidField(
                path: path,
                problem: "is not of the namespace '\(model.package.unit)', which the model scores",
                remedy: "send \(model.package.unit):ID")
        }
        return lead
    }

    /// Parameters; nil where there are none or null.
    ///
    /// - Throws: `invalidField` for what is no object; what it holds is for those who know it.
    static func parameters(_ node: JSONNode?, path: String) throws(ServingError) -> [String: JSONNode]? {
        guard let node, !node.isNull else { return nil }
        return try node.object(at: path)
    }

    static func outputs(_ node: JSONNode?) throws(ServingError) -> [InferenceOutput] {
        guard let node else { return InferenceOutput.allCases }
        var outputs: [InferenceOutput] = []
        for (position, element) in try node.list(at: "outputs").enumerated() {
            let path = "outputs[\(position)]"
            let members = try element.object(at: path)
            let name = try (members["name"] ?? .missing(in: node)).text(at: "\(path).name")
            guard let output = InferenceOutput(rawValue: name) else {
                throw .invalidField(
                    path: "\(path).name", problem: "is no output of the model",
                    remedy: "ask for \(InferenceOutput.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard !outputs.contains(output) else {
                throw .invalidField(
                    path: "\(path).name", problem: "is asked for twice", remedy: "ask for it once")
            }
            outputs.append(output)
        }
        return outputs.isEmpty ? InferenceOutput.allCases : outputs
    }
}
