internal import Models
internal import Scoring

/// `change` of `/v1/explain`: the probability to reach, and the values that inputs may take.
struct ChangeRequest {
    /// The probability to reach.
    let target: Double
    /// How many answers at most.
    let limit: Int
    private let offered: [String: JSONNode]

    /// Design columns that a search may look at: what a thread does in a fraction of a second.
    static let columnLimit = 10_000_000
    static let inputLimit = 16
    static let valueLimit = 1_000
    static let answerLimit = 20

    /// Reads `{to, offered, limit}`.
    ///
    /// - Throws: `invalidField`.
    init(_ node: JSONNode) throws(ServingError) {
        let members = try node.object(at: "change", of: ["to", "offered", "limit"])
        guard let target = members["to"]?.number, target > 0, target < 1 else {
            throw .invalidField(
                path: "change.to", problem: "is not a probability above 0 and below 1", remedy: "send one")
        }
        self.target = target
        limit =
            try members["limit"].map { (node) throws(ServingError) in
                try ExplainRequest.count(node, path: "change.limit", limit: Self.answerLimit)
            } ?? 3
        offered = try (members["offered"] ?? .missing(in: node)).object(at: "change.offered")
        guard (1...Self.inputLimit).contains(offered.count) else {
            throw .invalidField(
                path: "change.offered", problem: "names \(offered.count) inputs",
                remedy: "name 1 to \(Self.inputLimit) that can be acted on, with their values")
        }
    }

    /// How often a search may score a row of a model.
    static func scorings(of model: LogisticModel) -> Int { columnLimit / max(1, model.columns.count) }

    /// The values by input, in a model's slots.
    ///
    /// - Parameter texts: is given those of hashed levels.
    /// - Throws: `invalidField` for an input or a level that the model does not know, and for too many values.
    func values(of model: LoadedModel, noting texts: inout LevelTexts) throws(ServingError) -> [Int: [Double]]
    {
        var values: [Int: [Double]] = [:]
        var count = 0
        for (name, node) in offered.sorted(by: { $0.key < $1.key }) {
            let path = "change.offered.\(name)"
            guard let input = model.inputIndices[name] else {
                throw .invalidField(
                    path: "change.offered", problem: "has a member that is no input of the model",
                    remedy: "send \(model.package.model.inputs.map(\.name).joined(separator: ", "))")
            }
            var slots: [Double] = []
            for (position, element) in try node.list(at: path).enumerated() {
                let place = "\(path)[\(position)]"
                let slot = try ExplainRequest.slot(
                    element, path: place, input: input, of: model, noting: &texts)
                if slot == ModelInput.unknownLevel, model.package.model.inputs[input].kind == .category {
                    let levels = model.package.model.inputs[input].levels
                    throw .invalidField(
                        path: place, problem: "is a category the model does not know",
                        remedy: levels.isEmpty
                            ? "leave '\(name)' out: the model keeps none of its levels"
                            : "offer \(levels.joined(separator: ", "))")
                }
                slots.append(slot)
            }
            count += slots.count
            values[input] = slots
        }
        guard count <= Self.valueLimit else {
            throw .invalidField(
                path: "change.offered", problem: "has \(count) values",
                remedy: "offer \(Self.valueLimit) at most")
        }
        let columns = model.package.model.columns.count
        guard count * columns <= Self.columnLimit else {
            throw .invalidField(
                path: "change.offered", problem: "has \(count) values for a model of \(columns) columns",
                remedy: "offer \(Self.columnLimit / columns) at most")
        }
        return values
    }
}
