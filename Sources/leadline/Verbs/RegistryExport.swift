import Exports
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// `leadline registry export`.
enum RegistryExport: Subcommand {
    static let specification = CommandSpecification(
        name: "export", summary: "write a version in another format",
        positionals: [RegistryVerbs.reference],
        options: [
            .value(
                "as", placeholder: "FORMAT", isRequired: true, allowed: ["onnx", "mlflow"],
                help: "onnx: a file with the preprocessing inside; mlflow: a folder for pyfunc.load_model"),
            .value(
                "output", short: "o", placeholder: "PATH", isRequired: true,
                help: "the file or the folder, which must not be there yet"),
            Common.registry,
        ],
        discussion: """
            The version is verified and its golden rows are replayed before. The export scores rows of inputs; \
            features of raw events are computed by leadline and leadlined alone.
            """,
        examples: [
            CommandExample(
                "leadline registry export models:/repeat-purchase@production --as onnx -o model.onnx",
                "for onnxruntime and whatever else runs ONNX")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let verified = try Registry(root: arguments.text("registry")).load(
            ModelReference(arguments.text("reference")))
        let package = try ScorerPackage(files: verified.files)
        try package.replayGolden()
        let exported = ExportedVersion(
            package: package, version: verified.version, digest: verified.digest,
            program: Main.program)
        let path = arguments.text("output")
        try Common.makeFolder(of: path)
        if arguments.text("as") == "onnx" {
            try AtomicFile.create(ONNXModel(exported).bytes, at: path)
        } else {
            try DirectoryPublication.publish(
                MLflowModel(exported, card: verified.files[VersionFile.card]).files, as: path)
        }
        console.line("version \(verified.version) of \(package.name) is in \(path)")
        return .ok
    }
}
