import Learning
import Models
import Storage
import Terminal
import Workflow

/// `leadline cluster`: clusters of any matrix.
enum Cluster: Subcommand {
    static let specification = CommandSpecification(
        name: "cluster", summary: "find clusters of rows in a file of numbers, by k-means",
        positionals: [
            .init("file", help: "the rows: .parquet, .csv, NumPy's .npy, or little-endian numbers alone")
        ],
        options: [
            .value("k", placeholder: "N", help: "the number of clusters"),
            .value(
                "k-range", placeholder: "A..B",
                help: "try these numbers and take the one with the greatest silhouette among the stable ones"),
            .value(
                "model", placeholder: "FILE",
                help: "find nothing: put the rows into the clusters of a file that an earlier call wrote"),
            .list("input", placeholder: "COLUMN", help: "a table's column to cluster by; all unless given"),
            .value("weights", placeholder: "FILE", help: "a weight a row: a file, or a table's column"),
            .value("columns", placeholder: "N", help: "columns of a file of numbers alone"),
            .value(
                "type", placeholder: "KIND", default: "float64",
                allowed: NumberKind.allCases.map(\.rawValue),
                help: "the numbers of a file of numbers alone"),
            .flag("spherical", help: "compare directions: rows and centres are brought to length 1"),
            .value(
                "batch", placeholder: "ROWS", help: "draw so many rows an iteration, for very many rows"),
            .value("restarts", placeholder: "N", default: "4", help: "starts, of which the best is taken"),
            .value(
                "start", placeholder: "FILE",
                help: "the centres to start from, in place of restarts; with --k"),
            .value("iterations", placeholder: "N", default: "300", help: "iterations at most"),
            .value(
                "tolerance", placeholder: "X", default: "1e-4",
                help: "end where centres move less, by squares, than this share of the columns' mean variance"
            ),
            .value("seed", placeholder: "N", default: "1", help: "of the random numbers"),
            .value(
                "bootstraps", placeholder: "N", default: "100",
                help: "samples by which stability is judged; 0 leaves it out"),
            .value(
                "sample", placeholder: "ROWS", default: "5000",
                help: "rows that the silhouette looks at, and a bootstrap sample draws, at most"),
            .value(
                "structure", placeholder: "N",
                help:
                    "draws of rows without groups, by which it is tested that there are any; 199 with --k-range, else 0"
            ),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "assignments", placeholder: "FILE", help: "the .npy file to write each row's cluster to"),
            .json,
        ],
        discussion: """
            docs/clusters.md says what is found and how far to trust it, docs/formats/clusters.md what is written. \
            Exit code 2: iterations ran out, a cluster is not to be trusted, or not known to be, or rows have no structure.
            """,
        examples: [
            CommandExample(
                "leadline cluster leads.parquet --k-range 2..8 -o clusters.json --assignments clusters.npy",
                "choose the number of clusters"),
            CommandExample(
                "leadline cluster x.npy --k 50 --start centres.npy --bootstraps 0 -o clusters.json",
                "from given centres, without stability"),
            CommandExample(
                "leadline cluster new.parquet --model clusters.json --assignments new.npy",
                "put other rows into the same clusters"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        try Fit.refuseOptionsOfOtherFiles(arguments)
        var files = try arguments.matrixFiles()
        files.inputs = arguments.isGiven("input") ? arguments.texts("input") : nil
        if arguments.isGiven("model") { return try assign(files, arguments, console) }
        files.weights = arguments.optionalText("weights")
        let counts = try counts(arguments)
        if counts.count > 1 { try arguments.refuse(["start"], because: "with several numbers of clusters") }
        if arguments.isGiven("start") {
            try arguments.refuse(["restarts"], because: "with --start, the only start there is")
        }
        let steps = Steps(console)
        steps.step("clustering \(arguments.text("file"))")
        let (document, assignments) = try ClusterDocument.clustering(
            files, counts: counts, start: arguments.optionalText("start"),
            structureDraws: try structureDraws(arguments),
            search: try search(arguments, clusters: counts.lowerBound))
        steps.finish()
        try arguments.write(document)
        try arguments.write(NumberFile.numPy(assignments), to: "assignments")
        if arguments.flag("json") {
            try console.json(document)
        } else {
            show(document, console)
            for name in ["output", "assignments"] {
                if let path = arguments.optionalText(name) { console.line("\(name): \(path)") }
            }
        }
        let isTrusted = document.clusters.allSatisfy {
            $0.verdict != .notToBeTrusted && $0.verdict != .notMeasured
        }
        let chosen = document.candidates.first { $0.clusters == document.clusters.count }
        let isGrouped = document.structure.map { $0.verdict == .structure } ?? true
        return isTrusted && isGrouped && chosen?.state == .converged ? .ok : .warned
    }

    private static func assign(
        _ files: MatrixFiles, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        try arguments.refuse(
            [
                "k", "k-range", "weights", "spherical", "batch", "restarts", "start", "iterations",
                "tolerance",
                "seed", "bootstraps", "sample", "structure", "output", "json",
            ], because: "with --model, which finds no clusters")
        let path = try arguments.destination("assignments", "FILE", of: "--model puts rows into clusters")
        let assignments = try ClusterDocument.read(arguments.text("model")).assignments(
            of: files, concurrency: try arguments.integer("threads", in: 1...1024))
        try arguments.write(NumberFile.numPy(assignments), to: "assignments")
        console.line("\(Figures.count(assignments.count)) rows: \(path)")
        return .ok
    }

    private static func counts(_ arguments: ParsedArguments) throws -> ClosedRange<Int> {
        let limit = 100_000
        let single = try arguments.integer("k", in: 1...limit)
        let bounds = arguments.optionalText("k-range").map { text in
            text.split(separator: ".", omittingEmptySubsequences: true).compactMap { Int($0) }
        }
        switch (single, bounds) {
        case (let count?, nil): return count...count
        case (nil, let bounds?):
            guard bounds.count == 2, bounds[0] >= 2, bounds[1] >= bounds[0], bounds[1] <= limit,
                arguments.text("k-range") == "\(bounds[0])..\(bounds[1])"
            else {
                throw WorkflowError.unusable(
                    what: "--k-range is not two ascending whole numbers from 2 to \(limit)",
                    remedy: "write it as 2..8")
            }
            return bounds[0]...bounds[1]
        default:
            throw WorkflowError.unusable(
                what: "the number of clusters is not told once", remedy: "give --k N or --k-range A..B")
        }
    }

    private static func structureDraws(_ arguments: ParsedArguments) throws -> Int {
        let draws = try arguments.integer("structure", in: 0...100_000)
        if let draws, (1..<19).contains(draws) {
            throw WorkflowError.unusable(
                what:
                    "--structure \(draws) is too few draws for a level of \(Figures.text(StructureTest.level))",
                remedy: "give 19 or more, or 0 to leave the test out")
        }
        return draws ?? (arguments.isGiven("k-range") ? 199 : 0)
    }

    private static func search(_ arguments: ParsedArguments, clusters: Int) throws -> ClusterCountSearch {
        try ClusterCountSearch(
            KMeans.Configuration(
                clusters: clusters, isSpherical: arguments.flag("spherical"),
                batchSize: try arguments.integer("batch", in: 1...1 << 24),
                restarts: try arguments.integer("restarts", in: 1...10_000) ?? 4,
                maximumIterations: try arguments.integer("iterations", in: 1...1_000_000) ?? 300,
                tolerance: try arguments.number("tolerance") ?? 1e-4,
                seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)),
            samples: try arguments.integer("bootstraps", in: 0...100_000) ?? 100,
            rowLimit: try arguments.integer("sample", in: 2...50_000) ?? 5_000,
            concurrency: try arguments.integer("threads", in: 1...1024))
    }

    private static func show(_ document: ClusterDocument, _ console: Console) {
        console.heading("\(Figures.count(document.rows)) rows, \(document.model.columns) columns")
        console.table(
            ["clusters", "inertia", "silhouette", "least stability", "state", "iterations"],
            document.candidates.map { candidate in
                [
                    candidate.clusters == document.clusters.count
                        ? "\(candidate.clusters) (taken)" : "\(candidate.clusters)",
                    Figures.text(candidate.inertia), candidate.silhouette.map(Figures.text) ?? "",
                    candidate.leastStability.map(Figures.text) ?? "", candidate.state.rawValue,
                    "\(candidate.iterations)",
                ]
            }, alignments: [.right, .right, .right, .right, .left, .right])
        console.table(
            ["cluster", "rows", "weight", "stability", "verdict"],
            document.clusters.enumerated().map { index, cluster in
                [
                    "\(index)", Figures.count(cluster.size), Figures.text(cluster.weight),
                    cluster.stability.map(Figures.text) ?? "", cluster.verdict?.rawValue ?? "",
                ]
            }, alignments: [.right, .right, .right, .right, .left])
        if let structure = document.structure { show(structure, console) }
        if document.clusters.contains(where: { $0.verdict == .notMeasured }) {
            console.line(
                "notMeasured: samples had fewer different rows than there are clusters, or none of the cluster's"
            )
        }
    }

    private static func show(_ test: StructureTest, _ console: Console) {
        guard let statistic = test.statistic, let quantile = test.nullQuantile, let pValue = test.pValue,
            let clusters = test.clusters
        else {
            console.line("structure: notMeasured; too few rows, columns that vary or different rows")
            return
        }
        let figures =
            "\(Figures.text(statistic)) deviations at \(clusters) clusters, of \(test.draws) draws without groups "
            + "one in twenty has \(Figures.text(quantile)), p-value \(Figures.text(pValue))"
        console.line(
            test.verdict == .structure
                ? "structure: there is some; \(figures)"
                : "structure: none, clusters are no better than those of rows without groups; \(figures)")
    }
}
