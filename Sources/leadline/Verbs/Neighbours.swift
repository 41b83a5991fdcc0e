import Datasets
import Learning
import LinearAlgebra
import Storage
import Terminal
import Workflow

/// `leadline neighbours`: the nearest vectors, by looking at all or by an index.
enum Neighbours: Subcommand {
    static let specification = CommandSpecification(
        name: "neighbours", summary: "find the nearest of many vectors, by looking at all or by an index",
        positionals: [
            .init(
                "file", help: "the vectors that are found: .npy, .parquet or .csv, as leadline embed writes")
        ],
        options: [
            .value(
                "query", placeholder: "FILE",
                help: "the vectors whose neighbours are found; each row's among the others unless given"),
            .value("count", short: "k", placeholder: "K", default: "10", help: "neighbours of each"),
            .value(
                "measure", placeholder: "MEASURE", default: NeighbourMeasure.cosine.rawValue,
                allowed: NeighbourMeasure.allCases.map(\.rawValue), help: "how near vectors are"),
            .value(
                "model", placeholder: "FILE",
                help: "learn nothing: search by the index of a file that an earlier call wrote"),
            .value(
                "output", short: "o", placeholder: "FILE", help: "learn an index, and write it to this file"),
            .value(
                "lists", placeholder: "N",
                help: "of the index; the root of the number of vectors unless given"),
            .value(
                "recall", placeholder: "SHARE",
                help: "look at the fewest lists that find such a share of the neighbours; 0.95 unless given"),
            .value(
                "budget", placeholder: "MICROSECONDS",
                help:
                    "look at the most lists of which 99 in 100 queries take a tenth less, in place of --recall"
            ),
            .value("probes", placeholder: "N", help: "look at so many lists, in place of --recall"),
            .value(
                "held-out", placeholder: "N", default: "2000",
                help: "vectors held out, half to choose the lists by, half to measure on, at most"),
            .value("seed", placeholder: "N", default: "1", help: "of the random numbers"),
            .value(
                "sample", placeholder: "N", default: "1000",
                help: "queries that latency and recall are measured on, at most; 0 leaves it out"),
            .value("threads", placeholder: "N", help: "threads at most; the answers do not depend on it"),
            .value(
                "neighbours", placeholder: "FILE",
                help: "write a row a neighbour, .csv or .parquet, or the rows' numbers, .npy"),
            .value(
                "values", placeholder: "FILE", help: "write the cosines or distances to this .npy file"),
            .json,
        ],
        discussion: """
            docs/neighbours.md says what is found, how good an index is and how fast; docs/formats/neighbours.md what is written. \
            Exit code 2: the index finds less than --recall, or takes longer than --budget, by the whole interval, on vectors it was not chosen by. \
            Fewer than ten vectors leave none to choose by: give --probes.
            """,
        examples: [
            CommandExample(
                "leadline neighbours messages.npy --query new.npy -k 10 --neighbours nearest.csv",
                "by looking at all vectors"),
            CommandExample(
                "leadline neighbours messages.npy -o messages.lists --recall 0.95",
                "learn an index, and tell its recall and latency"),
            CommandExample(
                "leadline neighbours messages.npy --model messages.lists --query new.npy --neighbours nearest.npy --values near.npy",
                "search by the index"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let (isLearning, isModel) = (arguments.isGiven("output"), arguments.isGiven("model"))
        try refuse(arguments, isLearning: isLearning, isModel: isModel)
        let threads = try arguments.integer("threads", in: 1...1024)
        let steps = Steps(console)
        steps.step("reading \(arguments.text("file"))")
        let file = try VectorFile(arguments.text("file"))
        var summary = NeighbourSummary(rows: file.rows, columns: file.columns)
        let search: NeighbourSearch
        if let path = arguments.optionalText("model") {
            let document = try NeighbourDocument.read(sealed: path)
            summary.take(document)
            search = try document.search(file, concurrency: threads)
        } else if isLearning {
            steps.step("learning the lists of \(arguments.text("file"))")
            let choice = try choice(arguments)
            let learned = try NeighbourDocument.learning(
                file, configuration: try configuration(arguments), choice: choice, concurrency: threads)
            search = learned.search
            let bytes = try SealedJSON.encode(learned.document)
            try arguments.write(bytes, to: "output")
            summary.take(learned.document)
            summary.take(learned.measured, choice)
        } else {
            let measure = NeighbourMeasure(rawValue: arguments.text("measure")) ?? .cosine
            search = try NeighbourSearch(file, measure: measure, concurrency: threads)
        }
        let queries = try arguments.optionalText("query").map { try VectorFile($0) }
        try answer(search, queries, arguments, steps, &summary)
        steps.finish()
        try summary.tell(console, asJSON: arguments.flag("json"))
        return summary.keepsItsWord ? .ok : .warned
    }

    private static func answer(
        _ search: NeighbourSearch, _ queries: VectorFile?, _ arguments: ParsedArguments, _ steps: Steps,
        _ summary: inout NeighbourSummary
    ) throws {
        summary.measure = search.measure
        summary.withoutVector = search.file.rows - search.rows
        let count = try arguments.integer("count", in: 1...10_000) ?? 10
        summary.neighbours = count
        let isWriting = arguments.isGiven("neighbours") || arguments.isGiven("values")
        if isWriting {
            steps.step("looking for neighbours")
            let answers = try search.answers(queries, neighbours: count)
            if let path = arguments.optionalText("neighbours") {
                if path.hasSuffix(".npy") {
                    try arguments.write(answers.rowsNumPy, to: "neighbours")
                } else {
                    try Common.makeFolder(of: path)
                    try TableFile().write(answers.table, to: path)
                }
            }
            try arguments.write(answers.valuesNumPy, to: "values")
            summary.take(answers, arguments)
        }
        let sample = try arguments.integer("sample", in: 0...1_000_000) ?? 1_000
        // What was learned just now was measured on rows that were held out.
        guard sample > 0, queries != nil || !arguments.isGiven("output") else { return }
        steps.step("measuring latency")
        let measured = try search.measurement(queries, neighbours: count, sample: sample)
        if queries == nil { summary.onOwnRows = measured } else { summary.onQueries = measured }
    }

    private static func configuration(
        _ arguments: ParsedArguments
    ) throws -> NeighbourLearning.Configuration {
        NeighbourLearning.Configuration(
            measure: NeighbourMeasure(rawValue: arguments.text("measure")) ?? .cosine,
            lists: try arguments.integer("lists", in: 1...1 << 20),
            neighbours: try arguments.integer("count", in: 1...10_000) ?? 10,
            heldOut: try arguments.integer("held-out", in: 2...1_000_000) ?? 2_000,
            seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1))
    }

    private static func choice(_ arguments: ParsedArguments) throws -> ProbeChoice {
        if let probes = try arguments.integer("probes", in: 1...1 << 20) { return .told(probes) }
        if let budget = try arguments.number("budget", in: 1...1e9) { return .budget(budget) }
        return .recall(try arguments.number("recall", in: 0.01...1) ?? 0.95)
    }

    private static func refuse(
        _ arguments: ParsedArguments, isLearning: Bool, isModel: Bool
    ) throws {
        let learning = ["lists", "recall", "budget", "probes", "held-out", "seed"]
        if isModel {
            try arguments.refuse(
                ["output", "measure"] + learning, because: "with --model, which learns nothing")
        } else if !isLearning {
            try arguments.refuse(learning, because: "without --output, which learns an index")
        }
        if ["recall", "budget", "probes"].count(where: arguments.isGiven) > 1 {
            throw WorkflowError.unusable(
                what: "--recall, --budget and --probes each tell how many lists are looked at",
                remedy: "give one of them")
        }
        if !isLearning && !arguments.isGiven("query") && !arguments.isGiven("neighbours")
            && !arguments.isGiven("values")
        {
            throw WorkflowError.unusable(
                what: "nothing is asked for",
                remedy: "give --query FILE, --neighbours FILE for each row's neighbours, or -o FILE")
        }
    }
}
