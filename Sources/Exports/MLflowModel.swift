internal import Models
internal import Scoring
internal import Storage

/// A version as an MLflow model: a folder that `mlflow.pyfunc.load_model` scores with, around the ONNX model.
///
/// Columns come by their names, a number as a double (NaN where it is missing), a category as a text (the empty
/// text where it is missing).
public struct MLflowModel: Sendable {
    /// The folder's files by name; the same bytes for the same version.
    public let files: [String: [UInt8]]

    private static let modelFile = "model.onnx"

    /// Writes a version.
    ///
    /// - Parameter card: the model card, which goes with it; nil for none.
    /// - Throws: as `ONNXModel.init`.
    public init(_ exported: ExportedVersion, card: [UInt8]?) throws(ExportError) {
        let inputs = exported.package.model.inputs.map { input in
            Self.column(input.name, input.kind == .number ? "double" : "string")
        }
        let outputs = ONNXModel.outputs.map { Self.column($0, "double") }
        let metadata = exported.origin.map { "  \($0.name): \(Self.quoted($0.value))\n" }.joined()
        let description = """
            flavors:
              onnx:
                code: null
                data: \(Self.modelFile)
                onnx_version: '1.12'
                providers: [CPUExecutionProvider]
              python_function:
                data: \(Self.modelFile)
                env:
                  virtualenv: python_env.yaml
                loader_module: mlflow.onnx
            metadata:
            \(metadata)signature:
              inputs: \(Self.quoted(Self.list(inputs)))
              outputs: \(Self.quoted(Self.list(outputs)))
              params: null

            """
        var files = [
            "MLmodel": Array(description.utf8),
            Self.modelFile: try ONNXModel(exported).bytes,
            "requirements.txt": Array("mlflow\nonnx>=1.12\nonnxruntime>=1.12\n".utf8),
            "python_env.yaml": Array("python: '3.11'\ndependencies:\n- -r requirements.txt\n".utf8),
        ]
        files["card.md"] = card
        self.files = files
    }

    private static func column(_ name: String, _ type: String) -> JSONValue {
        .object(["type": .text(type), "name": .text(name), "required": .flag(true)])
    }

    /// JSON in ASCII: YAML breaks lines at characters that JSON leaves alone.
    private static func list(_ columns: [JSONValue]) -> String {
        let text = String(decoding: CanonicalJSON.encode(.array(columns)).dropLast(), as: UTF8.self)
        return text.utf16.map { unit in
            if unit < 0x7F, let scalar = Unicode.Scalar(unit) { return String(Character(scalar)) }
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    /// A YAML scalar in single quotes.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
