import FoundationEssentials
import Storage
import TestKit
import Testing

/// A folder of its own with a made-up shop's purchases and the pipeline that learns from them.
final class Shop: Sendable {
    static let purchases = Purchases()
    /// Just after the last purchase.
    static let asOf = "2025-03-26T00:00:00Z"

    let directory = TemporaryDirectory()
    var path: String { directory.path }
    var registry: String { path + "/registry" }
    var model: String { registry + "/models/shop" }

    init(_ pipeline: String = PipelineText.shop, data: String = Shop.purchases.csv) throws {
        try write(pipeline, to: "pipeline.yaml")
        try write(data, to: "purchases.csv")
    }

    /// A copy of a shop with one version, which is in production.
    static func promoted() throws -> Shop {
        let shop = try Shop()
        for folder in ["registry", ".leadline"] {
            try FileManager.default.copyItem(
                atPath: original.get().path + "/" + folder, toPath: shop.path + "/" + folder)
        }
        return shop
    }

    private static let original = Result {
        let shop = try Shop()
        for verb in ["train", "promote"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            guard outcome.status == 0 else { throw HTTPClient.Failure(what: outcome.errors) }
        }
        return shop
    }

    /// Trains a second version, with another penalty, and promotes it to `staging`.
    func stageAnother() throws {
        try change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try leadline("train", "pipeline.yaml").status == 0)
        let staged = try leadline(
            "promote", "pipeline.yaml", "--alias", "staging", "--override", "--by", "somebody", "--why",
            "a test")
        #expect(staged.status == 0, "\(staged.errors)")
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
    }

    /// Moves the alias `production` as the registry does: whoever looks meanwhile never finds it half written.
    func moveAlias(to version: Int) throws {
        try AtomicFile.write(Array("\(version)\n".utf8), to: model + "/aliases/production")
    }

    /// Writes the pipeline with some text replaced.
    func change(_ old: String, to new: String, in file: String = "pipeline.yaml") throws {
        try write(PipelineText.shop.replacing(old, with: new), to: file)
    }

    func leadline(_ arguments: String...) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(arguments, in: path)
    }

    /// The files and folders below a folder, or none where there is no such folder.
    func names(below folder: String) -> [String] {
        (try? FileManager.default.subpathsOfDirectory(atPath: folder))?.sorted() ?? []
    }

    /// The numbers of the versions, and whatever else lies beside them, such as what is half written.
    var versions: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: model + "/versions"))?.sorted() ?? []
    }

    /// The scores that `leadline score` wrote: id, and score, probability and logit as written.
    static func scores(_ csv: String) -> [String: [String]] {
        let rows = csv.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0[2...4])) })
    }
}
