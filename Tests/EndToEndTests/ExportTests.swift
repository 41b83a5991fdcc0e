import FoundationEssentials
import TestKit
import Testing

/// What is in production, for other runtimes.
@Suite struct ExportTests {
    @Test func aFileAndAFolder() throws {
        let shop = try Shop.promoted()
        for path in ["model.onnx", "again/model.onnx"] {
            let onnx = try shop.leadline(
                "registry", "export", "models:/shop@production", "--as", "onnx", "-o", path)
            #expect(onnx.status == 0 && onnx.output == "version 1 of shop is in \(path)\n", "\(onnx)")
        }
        let model = try Data(contentsOf: URL(filePath: shop.path + "/model.onnx"))
        #expect(try Data(contentsOf: URL(filePath: shop.path + "/again/model.onnx")) == model)
        let folder = try shop.leadline(
            "registry", "export", "models:/shop/1", "--as", "mlflow", "-o", "shop-1")
        #expect(folder.status == 0, "\(folder)")
        let names = ["MLmodel", "card.md", "model.onnx", "python_env.yaml", "requirements.txt"]
        #expect(shop.names(below: shop.path + "/shop-1") == names)
        #expect(try Data(contentsOf: URL(filePath: shop.path + "/shop-1/model.onnx")) == model)
    }

    @Test func whatIsThereIsNotReplaced() throws {
        let shop = try Shop.promoted()
        try shop.write("kept", to: "model.onnx")
        for (format, path) in [("onnx", "model.onnx"), ("mlflow", "registry")] {
            let refused = try shop.leadline(
                "registry", "export", "models:/shop/1", "--as", format, "-o", path)
            #expect(refused.status == 3 && refused.errors.contains("\(path): already exists"), "\(refused)")
        }
        #expect(try BuiltProgram.text(shop.path + "/model.onnx") == "kept")
        let unknown = try shop.leadline("registry", "export", "models:/shop/1", "--as", "pmml", "-o", "x")
        #expect(unknown.status == 3 && !shop.names(below: shop.path).contains("x"), "\(unknown)")
    }

    @Test func aDamagedVersionIsNotExported() throws {
        let shop = try Shop.promoted()
        try shop.write("[]", to: "registry/models/shop/versions/1/golden.json")
        let refused = try shop.leadline(
            "registry", "export", "models:/shop/1", "--as", "onnx", "-o", "x.onnx")
        #expect(refused.status == 3 && refused.errors.contains("golden.json"), "\(refused)")
        #expect(!shop.names(below: shop.path).contains("x.onnx"))
    }
}
