internal import Models

/// Makes the design columns of a model from its inputs, as nodes of an ONNX graph.
struct ONNXColumns {
    private let model: LogisticModel
    private let isAlone: Bool
    /// Each input as numbers: itself, or its levels' codes; by index.
    private var values: [Int: String] = [:]
    /// Whether each row's number is there; by the input's index.
    private var presence: [Int: String] = [:]

    // What a level's code is where there is none.
    private static let unknown: Int64 = -1
    private static let missing: Int64 = -2
    private static let doubleType = ONNXGraph.Attribute.integer(ONNXGraph.Element.double.rawValue)

    /// - Parameter isAlone: whether the one input has the shape (rows, 1).
    init(_ model: LogisticModel, isAlone: Bool) {
        self.model = model
        self.isAlone = isAlone
    }

    /// The encoded columns but for products, not yet standardized; shape (rows, columns).
    mutating func design(in graph: inout ONNXGraph) -> String {
        let axis = graph.constant(list: 1)
        var columns: [String] = []
        for index in model.columns.indices where !model.columns[index].isProduct {
            columns.append(graph.node("Unsqueeze", [encoded(index, in: &graph), axis]))
        }
        return graph.node("Concat", columns, [("axis", .integer(1))])
    }

    /// A column of shape (rows).
    private mutating func encoded(_ index: Int, in graph: inout ONNXGraph) -> String {
        let column = model.columns[index]
        switch column.encoding {
        case .number(let transforms):
            let fill = graph.constant(model.encoder.fill[index])
            var number = graph.node(
                "Where", [present(column.input, in: &graph), value(column.input, in: &graph), fill])
            for transform in transforms { number = Self.transformed(number, by: transform, in: &graph) }
            return number
        case .level(let level): return isCode(Int64(level), column.input, in: &graph)
        case .otherLevels: return isCode(Self.unknown, column.input, in: &graph)
        case .missingIndicator:
            if model.inputs[column.input].kind == .category {
                return isCode(Self.missing, column.input, in: &graph)
            }
            let absent = graph.node("Not", [present(column.input, in: &graph)])
            return graph.node("Cast", [absent], [("to", Self.doubleType)])
        case .bins(let bins): return evidence(bins, column.input, in: &graph)
        case .levelEvidence(let evidence):
            // Places below 0 count from the end: -1 is an unknown level, -2 a missing one.
            let table = graph.constant(evidence.levels + [evidence.missing, evidence.other])
            return graph.node("Gather", [table, value(column.input, in: &graph)])
        case .product: preconditionFailure("products come after their factors")
        }
    }

    /// The products of standardized columns, not yet standardized themselves; nil where there are none.
    ///
    /// - Returns: shape (rows, products).
    func products(of standardized: String, in graph: inout ONNXGraph) -> String? {
        var (firsts, seconds): ([Int64], [Int64]) = ([], [])
        for column in model.columns {
            guard case .product(let first, let second) = column.encoding else { continue }
            firsts.append(Int64(first))
            seconds.append(Int64(second))
        }
        if firsts.isEmpty { return nil }
        let factors = [firsts, seconds].map { places in
            graph.node("Gather", [standardized, graph.constant(list: places)], [("axis", .integer(1))])
        }
        return graph.node("Mul", factors)
    }

    /// The evidence of the bin that the number is in: as many edges as it has passed, counted from the lowest bin.
    private mutating func evidence(_ bins: EvidenceBins, _ input: Int, in graph: inout ONNXGraph) -> String {
        var place = graph.constant(Int64(0))
        if !bins.edges.isEmpty {
            let column = graph.node("Unsqueeze", [value(input, in: &graph), graph.constant(list: 1)])
            let passed = graph.node("GreaterOrEqual", [column, graph.constant(bins.edges)])
            let ones = graph.node(
                "Cast", [passed], [("to", .integer(ONNXGraph.Element.int64.rawValue))])
            place = graph.node(
                "ReduceSum", [ones, graph.constant(list: 1)], [("keepdims", .integer(0))])
        }
        let found = graph.node("Gather", [graph.constant(bins.evidence), place])
        return graph.node("Where", [present(input, in: &graph), found, graph.constant(bins.missing)])
    }

    /// 1 where the category has the code, else 0.
    private mutating func isCode(_ code: Int64, _ input: Int, in graph: inout ONNXGraph) -> String {
        let equal = graph.node("Equal", [value(input, in: &graph), graph.constant(code)])
        return graph.node("Cast", [equal], [("to", Self.doubleType)])
    }

    /// Whether the number is finite: neither NaN nor an infinity is within the largest double.
    private mutating func present(_ input: Int, in graph: inout ONNXGraph) -> String {
        if let name = presence[input] { return name }
        let size = graph.node("Abs", [value(input, in: &graph)])
        let name = graph.node("LessOrEqual", [size, graph.constant(Double.greatestFiniteMagnitude)])
        presence[input] = name
        return name
    }

    /// The input's numbers, or the codes of its levels; shape (rows).
    private mutating func value(_ input: Int, in graph: inout ONNXGraph) -> String {
        if let name = values[input] { return name }
        let definition = model.inputs[input]
        var name = definition.name
        if isAlone { name = graph.node("Reshape", [name, graph.constant(list: -1)]) }
        if definition.kind == .category {
            name = graph.node(
                "LabelEncoder", [name],
                [
                    ("keys_strings", .texts([""] + definition.levels)),
                    (
                        "values_int64s",
                        .integers([Self.missing] + definition.levels.indices.map { Int64($0) })
                    ),
                    ("default_int64", .integer(Self.unknown)),
                ], domain: ONNXGraph.learningDomain)
        }
        values[input] = name
        return name
    }

    private static func transformed(
        _ number: String, by transform: Transform, in graph: inout ONNXGraph
    ) -> String {
        let zero = graph.constant(0.0)
        switch transform {
        case .log1p: return log1p(graph.node("Max", [number, zero]), in: &graph)
        case .signedLog1p:
            let size = log1p(graph.node("Abs", [number]), in: &graph)
            return graph.node("Mul", [graph.node("Sign", [number]), size])
        case .squareRoot: return graph.node("Sqrt", [graph.node("Max", [number, zero])])
        case .clip(let lower, let upper):
            return graph.node("Clip", [number, graph.constant(lower), graph.constant(upper)])
        }
    }

    /// ln(1 + x) for x >= 0: ln(u) x / (u - 1) with u = 1 + x as it is rounded, or x where u is 1.
    ///
    /// ONNX has only ln, which alone would lose the small numbers. Source: W. Kahan's, in D. Goldberg, "What Every
    /// Computer Scientist Should Know About Floating-Point Arithmetic" (1991), theorem 4.
    private static func log1p(_ x: String, in graph: inout ONNXGraph) -> String {
        let zero = graph.constant(0.0)
        let sum = graph.node("Add", [x, graph.constant(1.0)])
        let excess = graph.node("Sub", [sum, graph.constant(1.0)])
        let quotient = graph.node("Div", [x, excess])
        let product = graph.node("Mul", [graph.node("Log", [sum]), quotient])
        return graph.node("Where", [graph.node("Equal", [excess, zero]), x, product])
    }
}
