import Learning
import Models
import Storage
import Terminal
import Workflow

/// `leadline decompose`: singular values, or principal components, of any matrix.
enum Decompose: Subcommand {
    static let specification = CommandSpecification(
        name: "decompose", summary: "find the main directions of a file of numbers (SVD, PCA)",
        positionals: [
            .init("file", help: "the rows: .parquet, .csv, NumPy's .npy, or little-endian numbers alone")
        ],
        options: [
            .value("rank", placeholder: "R", help: "the number of directions"),
            .flag("centre", help: "take the columns' means off first: principal components"),
            .value(
                "model", placeholder: "FILE",
                help: "find nothing: project the rows on the directions of a file that an earlier call wrote"),
            .list("input", placeholder: "COLUMN", help: "a table's column to take; all unless given"),
            .value(
                "columns", placeholder: "N", help: "columns of a file of numbers alone, or of a sparse matrix"
            ),
            .value(
                "type", placeholder: "KIND", default: "float64",
                allowed: NumberKind.allCases.map(\.rawValue),
                help: "the numbers of a file of numbers alone"),
            .value(
                "row-starts", placeholder: "FILE",
                help: "the rows are sparse: where each begins among the numbers of FILE (SciPy's indptr)"),
            .value(
                "column-indices", placeholder: "FILE",
                help: "the column of each number of a sparse matrix (SciPy's indices)"),
            .value(
                "tolerance", placeholder: "X", default: "1e-5",
                help: "of what is left over of each direction, relative to its singular value"),
            .value(
                "products", placeholder: "N", default: "2000",
                help: "give up after so many products of the matrix with blocks of vectors, with exit code 2"),
            .value("seed", placeholder: "N", default: "1", help: "of the random start"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "scores", placeholder: "FILE",
                help: "the .npy file to write each row's coordinates along the directions to"),
            .json,
        ],
        discussion: """
            docs/decomposition.md says what is found and how exact it is, docs/formats/decomposition.md what is written. \
            Exit code 2: more is left over of a direction than the tolerance.
            """,
        examples: [
            CommandExample(
                "leadline decompose rows.parquet --rank 8 --centre -o pca.json --scores scores.npy",
                "principal components"),
            CommandExample(
                "leadline decompose data.npy --row-starts indptr.npy --column-indices indices.npy --rank 64 -o svd.json",
                "of a sparse matrix, which is never made dense"),
            CommandExample(
                "leadline decompose new.parquet --model pca.json --scores new.npy",
                "the coordinates of other rows"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        try Fit.refuseOptionsOfOtherFiles(arguments)
        var files = try arguments.sparseMatrixFiles()
        files.inputs = arguments.isGiven("input") ? arguments.texts("input") : nil
        let threads = try arguments.integer("threads", in: 1...1024)
        if arguments.isGiven("model") { return try project(files, threads, arguments, console) }
        guard let rank = try arguments.integer("rank", in: 1...10_000) else {
            throw WorkflowError.unusable(
                what: "the number of directions is not told", remedy: "give --rank R, or --model FILE")
        }
        let steps = Steps(console)
        steps.step("decomposing \(arguments.text("file"))")
        let (document, scores) = try DecompositionDocument.decomposition(
            files,
            configuration: .init(
                rank: rank, isCentred: arguments.flag("centre"),
                tolerance: try arguments.number("tolerance") ?? 1e-5,
                maximumProducts: try arguments.integer("products", in: 1...1_000_000) ?? 2_000,
                seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)), concurrency: threads)
        steps.finish()
        try arguments.write(document)
        try arguments.write(scores, to: "scores")
        if arguments.flag("json") {
            try console.json(document)
        } else {
            show(document, console)
            for name in ["output", "scores"] {
                if let path = arguments.optionalText(name) { console.line("\(name): \(path)") }
            }
        }
        return document.hasConverged ? .ok : .warned
    }

    private static func project(
        _ files: MatrixFiles, _ threads: Int?, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        try arguments.refuse(
            ["rank", "centre", "tolerance", "products", "seed", "output", "json"],
            because: "with --model, which finds no directions")
        let path = try arguments.destination("scores", "FILE", of: "--model projects rows")
        let scores = try DecompositionDocument.read(arguments.text("model")).scores(
            of: files, concurrency: threads)
        try arguments.write(scores, to: "scores")
        console.line("scores: \(path)")
        return .ok
    }

    private static func show(_ document: DecompositionDocument, _ console: Console) {
        console.heading(
            "\(Figures.count(document.rows)) rows, \(document.model.components.first?.count ?? 0) columns, "
                + "\(document.products) products")
        var explained = 0.0
        console.table(
            ["direction", "singular value", "residual", "explains", "with those before"],
            document.singularValues.indices.map { index in
                explained += document.explained[index]
                return [
                    "\(index)", Figures.text(document.singularValues[index]),
                    Figures.text(document.residuals[index]), Figures.percent(document.explained[index]),
                    Figures.percent(min(1, explained)),
                ]
            }, alignments: [.right, .right, .right, .right, .right])
    }
}
