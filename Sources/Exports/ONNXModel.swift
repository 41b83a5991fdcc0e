internal import Models
internal import Scoring

/// A version as an ONNX model that takes the inputs as they are: fills, transforms, levels, standardization,
/// coefficients and calibration are in the graph, all in doubles.
///
/// A number is a DOUBLE tensor, a category a STRING tensor, of shape (rows), or (rows, 1) where there is but one
/// input. NaN and infinities are missing numbers, the empty text is a missing category, and any text that is not
/// a level is an unknown one. `probability`, `logit` and `margin` come out, of shape (rows). Sums are added in the
/// runtime's order, so the doubles may differ from the daemon's in their last bits.
public struct ONNXModel: Sendable {
    static let outputs = ["probability", "logit", "margin"]
    private static let rows = ONNXGraph.Length.named("rows")

    /// The model's file.
    public let bytes: [UInt8]

    /// Writes a version.
    ///
    /// - Throws: `ExportError` where it cannot be said in ONNX.
    /// - Complexity: O(columns + levels).
    public init(_ exported: ExportedVersion) throws(ExportError) {
        let model = exported.package.model
        try Self.check(model)
        var graph = ONNXGraph(taken: Set(model.inputs.map(\.name) + Self.outputs))
        Self.write(model, to: &graph)
        var writer = ProtobufWriter()
        // The IR of ONNX 1.12, whose operators these are.
        writer.integer(1, 8)
        writer.text(2, exported.program)
        writer.message(7) { graph.write(name: exported.package.name, to: &$0) }
        writer.message(8) { set in
            set.text(1, "")
            set.integer(2, 17)
        }
        if graph.usesLearningDomain {
            writer.message(8) { set in
                set.text(1, ONNXGraph.learningDomain)
                set.integer(2, 3)
            }
        }
        for (name, value) in exported.origin {
            writer.message(14) { entry in
                entry.text(1, name)
                entry.text(2, value)
            }
        }
        bytes = writer.bytes
    }

    private static func check(_ model: LogisticModel) throws(ExportError) {
        if model.columns.isEmpty { throw .noColumns }
        for input in model.inputs {
            if outputs.contains(input.name) { throw .takenName(input: input.name) }
            if input.buckets != nil { throw .hashedInput(input: input.name) }
            if input.levels.contains("") { throw .emptyLevel(input: input.name) }
        }
    }

    private static func write(_ model: LogisticModel, to graph: inout ONNXGraph) {
        let isAlone = model.inputs.count == 1
        for input in model.inputs {
            graph.input(
                input.name, input.kind == .number ? .double : .text, isAlone ? [rows, .fixed(1)] : [rows])
        }
        var columns = ONNXColumns(model, isAlone: isAlone)
        let design = columns.design(in: &graph)
        let weights = model.weights
        let limits = [graph.constant(-DesignEncoder.limit), graph.constant(DesignEncoder.limit)]
        func standardize(_ columns: String, _ range: Range<Int>) -> String {
            let centred = graph.node("Sub", [columns, graph.constant(Array(weights.mean[range]))])
            let scaled = graph.node("Div", [centred, graph.constant(Array(weights.scale[range]))])
            return graph.node("Clip", [scaled] + limits)
        }
        let plain = model.columns.prefix { !$0.isProduct }.count
        var standardized = standardize(design, 0..<plain)
        if let products = columns.products(of: standardized, in: &graph) {
            let last = standardize(products, plain..<model.columns.count)
            standardized = graph.node("Concat", [standardized, last], [("axis", .integer(1))])
        }
        func sum(_ coefficients: [Double], _ intercept: Double, as name: String) {
            let products = graph.node("MatMul", [standardized, graph.constant(coefficients)])
            graph.node("Add", [products, graph.constant(intercept)], as: name)
        }
        sum(model.coefficients, model.intercept, as: "margin")
        switch model.calibration {
        case .platt(let line)?: sum(model.coefficients.map { line.slope * $0 }, model.baseline, as: "logit")
        case .isotonic(let curve)?: write(curve, to: &graph)
        case nil: sum(model.coefficients, model.baseline, as: "logit")
        }
        // e^min(x, 0) / (1 + e^-|x|): exact to the last bits on both sides, and never more than 1.
        let (zero, one) = (graph.constant(0.0), graph.constant(1.0))
        let numerator = graph.node("Exp", [graph.node("Min", ["logit", zero])])
        let tail = graph.node("Exp", [graph.node("Neg", [graph.node("Abs", ["logit"])])])
        graph.node("Div", [numerator, graph.node("Add", [tail, one])], as: "probability")
        for name in outputs { graph.output(name, .double, [rows]) }
    }

    /// The logit at the first knot, and of each piece between knots the rise up to the margin.
    private static func write(_ curve: IsotonicCalibration, to graph: inout ONNXGraph) {
        let pieces = curve.margins.indices.dropLast().filter { curve.logits[$0] < curve.logits[$0 + 1] }
        guard !pieces.isEmpty else {
            let level = graph.node("Mul", ["margin", graph.constant(0.0)])
            graph.node("Add", [level, graph.constant(curve.logits[0])], as: "logit")
            return
        }
        let column = graph.node("Unsqueeze", ["margin", graph.constant(list: 1)])
        let beyond = graph.node("Sub", [column, graph.constant(pieces.map { curve.margins[$0] })])
        let widths = pieces.map { curve.margins[$0 + 1] - curve.margins[$0] }
        let shares = graph.node(
            "Clip",
            [graph.node("Div", [beyond, graph.constant(widths)]), graph.constant(0.0), graph.constant(1.0)])
        let rises = graph.constant(pieces.map { curve.logits[$0 + 1] - curve.logits[$0] })
        graph.node(
            "Add", [graph.node("MatMul", [shares, rises]), graph.constant(curve.logits[0])], as: "logit")
    }
}
