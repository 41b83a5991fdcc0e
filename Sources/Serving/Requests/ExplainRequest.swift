internal import Features
internal import Models
internal import Scoring

/// A body of `/v1/explain`: raw events or a row, what to explain against, and what might be changed.
struct ExplainRequest {
    /// The model, or nil for the first.
    let model: String?
    /// Which version is to answer, by its number; nil for the champion.
    let version: String?
    /// The lead, by its events; nil where a row is sent.
    let lead: ScoreRequest?
    /// As of when a row's lead is asked about; nil where the request does not say.
    let asOf: Instant?
    /// What the score is compared with; nil takes the reference lead where the version keeps one.
    let basis: Basis?
    /// How many inputs that raise the score, and how many that lower it, are named.
    let top: Int
    /// The search for other values; nil where it was not asked for.
    let change: ChangeRequest?
    private let row: JSONNode?
    private let entity: JSONNode?

    /// What a row is explained against.
    enum Basis: String, CaseIterable {
        /// The version's reference lead.
        case reference
        /// The means of the design columns in training.
        case average
    }

    private static let known = ScoreRequest.known.union(["row", "against", "top", "change"])
    static let topLimit = 100

    /// Reads a body.
    ///
    /// - Throws: `invalidJSON`, `invalidField`.
    init(parsing body: [UInt8]) throws(ServingError) {
        let root = try JSONDocument(parsing: body).root
        let members = try root.object(at: "the body", of: Self.known)
        model = try members["model"].map { (node) throws(ServingError) in try node.text(at: "model") }
        version = try ScoreRequest.version(members)
        row = members["row"]
        entity = members["entity"]
        if row == nil {
            guard members["events"] != nil else {
                throw .invalidField(
                    path: "row", problem: "is missing, and so is 'events'", remedy: "send a row or events")
            }
            let sent = try ScoreRequest(members, in: root)
            lead = sent
            asOf = sent.asOf
        } else {
            guard members["events"] == nil else {
                throw .invalidField(
                    path: "events", problem: "stands beside 'row'", remedy: "send events or a row")
            }
            lead = nil
            asOf = try members["asOf"].map { (node) throws(ServingError) in
                try EventReader.instant(try node.text(at: "asOf"), path: "asOf")
            }
        }
        basis = try members["against"].map { (node) throws(ServingError) in
            guard let basis = Basis(rawValue: try node.text(at: "against")) else {
                throw .invalidField(
                    path: "against", problem: "is no basis",
                    remedy: "send \(Basis.allCases.map(\.rawValue).joined(separator: " or "))")
            }
            return basis
        }
        top =
            try members["top"].map { (node) throws(ServingError) in
                try Self.count(node, path: "top", limit: Self.topLimit)
            } ?? 3
        change = try members["change"].map { (node) throws(ServingError) in try ChangeRequest(node) }
    }

    /// Whom it is about; nil for a row without a name.
    ///
    /// - Parameter model: says of which namespace leads are, where it is fed from events.
    /// - Throws: `invalidField`.
    func entity(of model: LoadedModel) throws(ServingError) -> EntityKey? {
        if let lead { return try lead.entity(unit: model.package.unit) }
        return try InferenceRequest.lead(entity, path: "entity", of: model)
    }

    /// The row that was sent, in a model's slots.
    ///
    /// - Parameter texts: is given those of hashed levels.
    /// - Precondition: there is no `lead`.
    /// - Throws: `invalidField` where an input is missing, unknown or of another kind.
    func slots(of model: LoadedModel, noting texts: inout LevelTexts) throws(ServingError) -> [Double] {
        let inputs = model.package.model.inputs
        guard let members = try row?.object(at: "row") else { preconditionFailure("no row was sent") }
        guard members.keys.allSatisfy({ model.inputIndices[$0] != nil }) else {
            throw .invalidField(
                path: "row", problem: "has a member that is no input of the model",
                remedy: "send \(inputs.map(\.name).joined(separator: ", "))")
        }
        var slots: [Double] = []
        for (index, input) in inputs.enumerated() {
            guard let node = members[input.name] else {
                throw .invalidField(
                    path: "row.\(input.name)", problem: "is missing",
                    remedy: "send it, with null where it is not known")
            }
            slots.append(
                node.isNull
                    ? .nan
                    : try Self.slot(
                        node, path: "row.\(input.name)", input: index, of: model, noting: &texts))
        }
        return slots
    }

    /// A value that is not null, in the slot of an input.
    static func slot(
        _ node: JSONNode, path: String, input: Int, of model: LoadedModel, noting texts: inout LevelTexts
    ) throws(ServingError) -> Double {
        let value = model.package.model.inputs[input].kind == .number ? node.number : nil
        let level = model.package.model.inputs[input].kind == .category ? node.string : nil
        if let value { return value }
        if let level { return texts.slot(of: level, input: input, of: model.package.model) }
        throw .invalidField(
            path: path,
            problem:
                "is \(node.kind.name), and the input is a \(model.package.model.inputs[input].kind.rawValue)",
            remedy: "send a number for a number and a string for a category")
    }

    /// A count from 1 to a limit.
    static func count(_ node: JSONNode, path: String, limit: Int) throws(ServingError) -> Int {
        guard let count = node.integer, (1...limit).contains(count) else {
            throw .invalidField(
                path: path, problem: "is not a whole number from 1 to \(limit)",
                remedy: "send one, or leave it out")
        }
        return count
    }
}
