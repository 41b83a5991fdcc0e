import Learning
import Storage
import Terminal
import Workflow

/// `leadline fit`: the coefficients of a logistic regression on any matrix.
enum Fit: Subcommand {
    static let specification = CommandSpecification(
        name: "fit", summary: "fit a logistic regression to a file of numbers",
        positionals: [
            .init("file", help: "the rows: .parquet, .csv, NumPy's .npy, or little-endian numbers alone")
        ],
        options: [
            .value(
                "labels", placeholder: "FILE",
                help: "0 or 1 a row: a .npy file, a file of bytes, or the column of a table"),
            .value(
                "model", placeholder: "FILE",
                help: "fit nothing: give the rows probabilities by a file that an earlier call wrote"),
            .value("weights", placeholder: "FILE", help: "a weight a row: a file, or a table's column"),
            .value(
                "offsets", placeholder: "FILE",
                help: "a known part of each row's logit: a file, or a table's column"),
            .value(
                "clusters", placeholder: "FILE",
                help: "a whole number a row, equal where rows belong together: standard errors allow for it"),
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
            .value("penalty", placeholder: "X", default: "1", help: "scikit-learn's 1 / C"),
            .value(
                "l1-ratio", placeholder: "X", default: "0", help: "the penalty's share on magnitudes, 0 to 1"),
            .value(
                "class-weights", placeholder: "WEIGHTS",
                help: "balanced, or positive=X,negative=Y: what each outcome's rows are multiplied by"),
            .value(
                "start", placeholder: "FILE",
                help: "begin where a fit to the same columns ended: the file that it wrote"),
            .value(
                "path", placeholder: "N",
                help: "fit N falling strengths in place of one, from where all coefficients are 0"),
            .list("unpenalized", placeholder: "COLUMN", help: "a column that the penalty leaves alone"),
            .flag("no-intercept", help: "leave the intercept at 0"),
            .value(
                "solver", placeholder: "NAME", default: "automatic",
                allowed: LogisticSolver.allCases.map(\.rawValue), help: "how the minimum is searched for"),
            .value(
                "tolerance", placeholder: "X", default: "1e-10",
                help: "the relative gradient at which the search ends"),
            .value("iterations", placeholder: "N", default: "100", help: "steps at most"),
            .flag("standard-errors", help: "standard errors, intervals and the condition number too"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "probabilities", placeholder: "FILE",
                help: "the .npy file to write each row's probability to, with --model"),
            .json,
        ],
        discussion: """
            docs/learning.md says what is minimized and which solver is chosen, docs/formats/fit.md what is written.
            """,
        examples: [
            CommandExample(
                "leadline fit rows.parquet --labels won -o fit.json", "all other columns are inputs"),
            CommandExample(
                "leadline fit x.npy --labels y.npy --l1-ratio 1 --path 100 -o path.json",
                "a hundred strengths, each from the one before"),
            CommandExample(
                "leadline fit x.bin --type float32 --columns 100 --labels y.bin --standard-errors -o fit.json",
                "rows of 100 numbers, and a byte a label"),
            CommandExample(
                "leadline fit new.parquet --model fit.json --probabilities p.npy",
                "probabilities of other rows"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        try refuseUselessOptions(arguments)
        if arguments.isGiven("model") { return try predict(arguments, console) }
        let steps = Steps(console)
        steps.step("fitting \(arguments.text("file"))")
        let document = try FitDocument(
            try files(arguments), unpenalized: arguments.texts("unpenalized"),
            configuration: try configuration(arguments),
            start: try arguments.optionalText("start").map(StoredFit.init(file:)),
            strengths: try arguments.integer("path", in: 2...10_000),
            concurrency: try arguments.integer("threads", in: 1...1024))
        steps.finish()
        try arguments.write(document)
        if arguments.flag("json") {
            try console.json(document)
        } else {
            show(document, console)
            if let path = arguments.optionalText("output") { console.line("coefficients: \(path)") }
        }
        return document.fits.allSatisfy { $0.state == .converged } ? .ok : .warned
    }

    private static func predict(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let path = try arguments.destination(
            "probabilities", "FILE", of: "--model gives rows probabilities")
        let fit = try StoredFit(file: arguments.text("model"))
        let probabilities = try fit.probabilities(
            of: try arguments.sparseMatrixFiles(), offsets: arguments.optionalText("offsets"),
            concurrency: try arguments.integer("threads", in: 1...1024))
        try arguments.write(NumberFile.numPy(probabilities), to: "probabilities")
        console.line("\(Figures.count(probabilities.count)) probabilities: \(path)")
        for caution in fit.cautions { console.warn(caution) }
        return fit.cautions.isEmpty ? .ok : .warned
    }

    private static func files(_ arguments: ParsedArguments) throws -> FitFiles {
        guard let labels = arguments.optionalText("labels") else {
            throw WorkflowError.unusable(
                what: "the labels are not told", remedy: "give --labels FILE, or --model FILE to fit nothing")
        }
        var files = FitFiles(try arguments.sparseMatrixFiles(), labels: labels)
        files.matrix.weights = arguments.optionalText("weights")
        files.offsets = arguments.optionalText("offsets")
        files.clusters = arguments.optionalText("clusters")
        return files
    }

    private static func configuration(
        _ arguments: ParsedArguments
    ) throws -> LogisticRegression.Configuration {
        LogisticRegression.Configuration(
            penalty: try arguments.number("penalty") ?? 1, l1Ratio: try arguments.number("l1-ratio") ?? 0,
            classWeights: try classWeights(arguments),
            solver: LogisticSolver(rawValue: arguments.text("solver")) ?? .automatic,
            fitsIntercept: !arguments.flag("no-intercept"),
            standardErrors: arguments.flag("standard-errors"),
            maximumIterations: try arguments.integer("iterations", in: 1...1_000_000) ?? 100,
            tolerance: try arguments.number("tolerance") ?? 1e-10)
    }

    private static func show(_ document: FitDocument, _ console: Console) {
        console.heading(
            "\(Figures.count(document.rows)) rows, \(document.fits[0].coefficients.count) columns")
        console.table(
            ["penalty", "objective", "coefficients not 0", "state", "solver", "steps", "passes"],
            document.fits.map { fit in
                [
                    Figures.text(fit.penalty), "\(fit.objective)",
                    Figures.count(fit.coefficients.count { $0 != 0 }), fit.state.rawValue,
                    fit.solver.rawValue, "\(fit.iterations)", "\(fit.passes)",
                ]
            }, alignments: [.right, .right, .right, .left, .left, .right, .right])
    }
}
