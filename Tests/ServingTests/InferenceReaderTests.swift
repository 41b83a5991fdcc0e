import Models
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Serving

/// The reader of the usual bodies against the one of all bodies.
@Suite struct InferenceReaderTests {
    static let limit = 4

    static func loaded(_ package: ScorerPackage) throws -> LoadedModel {
        let directory = TemporaryDirectory()
        let model = try Registry(root: directory.path).model(package.name)
        _ = try model.publish(files: package.files(), kind: .scorer, recipeDigest: TestModel.recipe)
        return try LoadedModel(
            model.load(version: 1), alias: nil, variant: .champion, metrics: ServingMetrics(version: "0")
        ) { _ in (.zero, [:]) }
    }

    /// Whether the quick reader took the body, after both have been held against each other.
    private func agrees(_ body: [UInt8], _ model: LoadedModel) -> Bool {
        guard let usual = InferenceReader.read(body, for: model, batchLimit: Self.limit) else { return false }
        let text = String(decoding: body, as: UTF8.self)
        do {
            let general = try InferenceRequest(general: body, for: model, batchLimit: Self.limit)
            #expect(usual.id == general.id && usual.outputs == general.outputs, "\(text)")
            #expect(usual.rows.count == general.rows.count, "\(text)")
            #expect(usual.rows.slots.map(\.bitPattern) == general.rows.slots.map(\.bitPattern), "\(text)")
        } catch {
            Issue.record("the quick reader took what is refused with \(error): \(text)")
        }
        return true
    }

    private func value(_ datatype: String, _ generator: inout SplitMix64) -> String {
        if Int.random(in: 0..<12, using: &generator) == 0 { return "null" }
        switch datatype {
        case "BYTES":
            return ["\"east\"", "\"west\"", "\"north\"", "\"\""].randomElement(using: &generator) ?? ""
        case "BOOL": return Bool.random(using: &generator) ? "true" : "false"
        case "INT64", "INT32": return "\(Int.random(in: -9_999...9_999, using: &generator))"
        default:
            return switch Int.random(in: 0..<5, using: &generator) {
            case 0: "\(Int.random(in: -9...9, using: &generator))"
            case 1: "\(Double.random(in: -1e-8...1e-8, using: &generator))"
            case 2: "-0.0"
            case 3: "\(UInt64.random(in: .min ... .max, using: &generator))"
            default: "\(Double.random(in: -1_000...1_000, using: &generator))"
            }
        }
    }

    private func data(_ rows: Int, _ width: Int, nested: Bool, _ type: String, _ generator: inout SplitMix64)
        -> String
    {
        let values = (0..<rows).map { _ in
            (0..<width).map { _ in value(type, &generator) }.joined(separator: ",")
        }
        return "[" + values.map { nested ? "[\($0)]" : $0 }.joined(separator: ",") + "]"
    }

    /// A body for the model with three columns.
    private func columns(_ generator: inout SplitMix64) -> String {
        let rows = Int.random(in: 1...Self.limit, using: &generator)
        var tensors: [String] = []
        for name in ["frequency", "recency", "region"].shuffled(using: &generator) {
            let types = name == "region" ? ["BYTES"] : ["FP64", "FP64", "FP32", "INT64", "INT32", "BOOL"]
            let type = types.randomElement(using: &generator) ?? ""
            let isNested = Bool.random(using: &generator)
            var head = [
                "\"name\":\"\(name)\"", "\"datatype\":\"\(type)\"",
                "\"shape\":" + (isNested ? "[\(rows),1]" : "[\(rows)]"),
            ].shuffled(using: &generator)
            head.append(
                "\"data\":"
                    + data(rows, 1, nested: isNested && Bool.random(using: &generator), type, &generator))
            tensors.append("{" + head.joined(separator: ", ") + "}")
        }
        var parts = ["\"inputs\":[" + tensors.joined(separator: " ,\n") + "]"]
        if Bool.random(using: &generator) { parts.append(#""id":"request-of-many-letters-7""#) }
        if Bool.random(using: &generator) { parts.append(#""outputs":[{"name":"logit"},{"name":"score"}]"#) }
        return "{" + parts.shuffled(using: &generator).joined(separator: ",") + "}"
    }

    /// A body for the model with numbers only.
    private func tensor(_ generator: inout SplitMix64) -> String {
        let rows = Int.random(in: 1...Self.limit, using: &generator)
        let isNested = Bool.random(using: &generator)
        let type = ["FP64", "FP32", "INT64"].randomElement(using: &generator) ?? ""
        let shape = rows == 1 && Bool.random(using: &generator) ? "[5]" : "[\(rows),5]"
        let values = data(rows, 5, nested: isNested && shape != "[5]", type, &generator)
        return #"{"inputs":[{"name":"all","shape":\#(shape),"datatype":"\#(type)","data":\#(values)}]}"#
    }

    @Test func readsUsualBodiesLikeTheGeneralReader() throws {
        let three = try Self.loaded(TestModel.package(intercept: 0.25))
        let numbers = try Self.loaded(TestModel.numbers(5))
        var generator = SplitMix64(seed: 3)
        var taken = 0
        for _ in 0..<1_500 {
            if agrees(Array(columns(&generator).utf8), three) { taken += 1 }
            if agrees(Array(tensor(&generator).utf8), numbers) { taken += 1 }
        }
        // Integers of 20 digits are left to the general reader.
        #expect(taken > 1_500)
        #expect(agrees(Array(TestModel.inferBody.utf8), three))
    }

    @Test func takesNoBodyThatIsRefused() throws {
        let three = try Self.loaded(TestModel.package(intercept: 0.25))
        let numbers = try Self.loaded(TestModel.numbers(5))
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "null", "-", "1e308", "\\u0000", "\u{FF}", "[[]]", "{}", "0",
            ".", "e",
            #""name":"region","#, #""inputs":[],"#, #""parameters":{},"#, "NaN", "true", " ", "\u{1}",
            "18446744073709551616",
        ]
        var generator = SplitMix64(seed: 4)
        var taken = 0
        for round in 0..<20_000 {
            let isTensor = round.isMultiple(of: 2)
            var body = Array((isTensor ? tensor(&generator) : columns(&generator)).utf8)
            for _ in 0...Int.random(in: 0..<2, using: &generator) where !body.isEmpty {
                let place = Int.random(in: 0..<body.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: body[place] = UInt8.random(in: 0...255, using: &generator)
                case 1:
                    body.removeSubrange(
                        place..<min(body.count, place + Int.random(in: 1..<9, using: &generator)))
                case 2:
                    body.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "").utf8, at: place)
                default: body.insert(contentsOf: body[place..<min(body.count, place + 12)], at: place)
                }
            }
            if agrees(body, isTensor ? numbers : three) { taken += 1 }
        }
        // Changed digits leave a body as good as it was.
        #expect(taken > 500)
    }
}
