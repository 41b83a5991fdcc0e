import Exports
import FoundationEssentials
import Models
import Scoring
import Storage
import Testing

@Suite struct ONNXModelTests {
    private func exported(_ package: ScorerPackage) -> ExportedVersion {
        ExportedVersion(package: package, version: 3, digest: .zero, program: "leadline 0.1.0")
    }

    private func package(_ inputs: [ModelInput], _ columns: [DesignColumn]) throws -> ScorerPackage {
        let ones = [Double](repeating: 1, count: columns.count)
        let model = try LogisticModel(
            encoder: DesignEncoder(
                inputs: inputs, columns: columns, fill: ones.map { _ in 0 }, mean: ones, scale: ones),
            coefficients: ones, intercept: 0)
        return ScorerPackage(
            name: "m", title: "", unit: "row", provenance: "simulated", model: model, features: nil,
            golden: [])
    }

    @Test func theSameVersionIsTheSameBytes() throws {
        for seed in 1...20 {
            var (one, two) = (RandomPackage(seed: seed), RandomPackage(seed: seed))
            let first = try ONNXModel(exported(one.package(named: "m")))
            let second = try ONNXModel(exported(two.package(named: "m")))
            #expect(first.bytes == second.bytes)
        }
    }

    @Test func whatCannotBeSaidIsRefused() throws {
        let number = ModelInput(name: "logit", kind: .number)
        let column = DesignColumn(name: "c", input: 0, encoding: .missingIndicator)
        #expect(throws: ExportError.takenName(input: "logit")) {
            try ONNXModel(exported(package([number], [column])))
        }
        let category = ModelInput(name: "region", kind: .category, levels: ["", "east"])
        #expect(throws: ExportError.emptyLevel(input: "region")) {
            try ONNXModel(exported(package([category], [column])))
        }
        #expect(throws: ExportError.hashedInput(input: "region")) {
            try ONNXModel(
                exported(package([ModelInput(name: "region", kind: .category, buckets: 8)], [column])))
        }
        #expect(throws: ExportError.noColumns) { try ONNXModel(exported(package([number], []))) }
        for error in [
            ExportError.takenName(input: "x"), .emptyLevel(input: "x"), .hashedInput(input: "x"), .noColumns,
        ] {
            #expect("\(error)".contains("train"))
        }
    }

    @Test func theFolderOfMLflow() throws {
        let inputs = [
            ModelInput(name: "it's é", kind: .number),
            ModelInput(name: "region", kind: .category, levels: ["east"]),
        ]
        let columns = [DesignColumn(name: "c", input: 0, encoding: .missingIndicator)]
        let version = exported(try package(inputs, columns))
        let files = try MLflowModel(version, card: Array("# Card\n".utf8)).files
        #expect(
            files.keys.sorted() == [
                "MLmodel", "card.md", "model.onnx", "python_env.yaml", "requirements.txt",
            ])
        #expect(try files["model.onnx"] == ONNXModel(version).bytes)
        let description = String(decoding: files["MLmodel"] ?? [], as: UTF8.self)
        #expect(
            description.contains(
                #"""
                  inputs: '[{"name":"it''s \u00e9","required":true,"type":"double"},{"name":"region","required":true,"type":"string"}]'

                """#))
        #expect(description.contains("    loader_module: mlflow.onnx\n"))
        #expect(description.contains("  leadline.version: '3'\n"))
        #expect(try MLflowModel(version, card: nil).files["card.md"] == nil)
    }

    /// Writes random models with the scores of their rows for a runtime to compare.
    ///
    /// `scripts/proofs exports` runs it, with the folder in LEADLINE_EXPORTS.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["LEADLINE_EXPORTS"] != nil))
    func modelsForARuntime() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["LEADLINE_EXPORTS"])
        for seed in 1...300 {
            var random = RandomPackage(seed: seed)
            let package = try random.package(named: "random")
            let path = folder + "/\(seed)"
            try DirectoryPublication.publish(MLflowModel(exported(package), card: nil).files, as: path)
            try AtomicFile.write(package.files()[ScorerPackage.goldenFile] ?? [], to: path + "/golden.json")
            try AtomicFile.write(package.files()[ScorerPackage.modelFile] ?? [], to: path + "/model.json")
        }
    }
}
