import Evaluation
import Learning
import Models
import Storage
import Terminal
import Workflow

/// `leadline intent`: what people want, by what they wrote.
enum Intent: Subcommand {
    static let specification = CommandSpecification(
        name: "intent", summary: "learn intents of messages, and answer messages with one or \"unknown\"",
        positionals: [.init("file", help: "the table: .parquet or .csv")],
        options: [
            .value("text", placeholder: "COLUMN", help: "the column of texts"),
            .value(
                "label", placeholder: "COLUMN",
                help: "the column of intents: to learn from, or with --model to judge the answers by"),
            .value(
                "model", placeholder: "FILE",
                help: "learn nothing: answer the messages by a file that an earlier call wrote"),
            .value(
                "features", placeholder: "KIND", default: IntentFeatures.Kind.standard.rawValue,
                allowed: IntentFeatures.Kind.allCases.map(\.rawValue),
                help:
                    "vectors of words and characters on their main directions, or words and characters themselves"
            ),
            .value(
                "dimensions", placeholder: "N|auto", default: "auto",
                help:
                    "numbers a vector, of --features projection; auto chooses among 256, 512 and 768 on messages that are held out, and takes 512 with --no-calibration"
            ),
            .value(
                "strength", placeholder: "X",
                help: "the weight of the penalty; chosen on messages that are held out unless given"),
            .value(
                "folds", placeholder: "N", default: "5",
                help: "parts of the messages, each of which is held out once"),
            .value(
                "time", placeholder: "COLUMN",
                help: "when messages were written: hold the latest fifth out in place of folds"),
            .flag(
                "no-calibration",
                help: "hold nothing out: probabilities are as sure as the fit is; needs --strength"),
            .value(
                "precision", placeholder: "SHARE",
                help: "answer \"unknown\" where needed to have this share of the named intents right"),
            .value(
                "threshold", placeholder: "P", help: "answer \"unknown\" below this probability"),
            .value("seed", placeholder: "N", default: "1", help: "of the folds and of the vectors' search"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "predictions", placeholder: "FILE", help: "the .csv or .parquet file to write answers to"),
            .value(
                "reasons", placeholder: "N", default: "0",
                help: "write the N words and characters that spoke most for each answer"),
            .json,
        ],
        discussion: """
            docs/intent.md says how intents are learned and how far to trust them, docs/formats/intent.md what is written. \
            Exit code 2: the search for the coefficients ended before the minimum.
            """,
        examples: [
            CommandExample(
                "leadline intent messages.csv --text message --label category --precision 0.95 -o intent.json",
                "learn, and say \"unknown\" often enough to be right in 95 of 100 named intents"),
            CommandExample(
                "leadline intent new.csv --text message --model intent.json --predictions answers.csv --reasons 3",
                "answer other messages"),
            CommandExample(
                "leadline intent test.csv --text message --label category --model intent.json --json",
                "judge the answers"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        if let model = arguments.optionalText("model") { return try answer(by: model, arguments, console) }
        try arguments.refuse(
            ["predictions", "reasons"], because: "without --model, since nothing is answered")
        for (option, what) in [("text", "texts"), ("label", "intents")] where !arguments.isGiven(option) {
            throw WorkflowError.unusable(
                what: "the column of \(what) is not told", remedy: "give --\(option) COLUMN")
        }
        let steps = Steps(console)
        let document = try IntentDocument.learning(
            from: arguments.text("file"), text: arguments.text("text"), label: arguments.text("label"),
            time: arguments.optionalText("time"), settings: try settings(arguments),
            concurrency: try arguments.integer("threads", in: 1...1024)
        ) { steps.step($0) }
        steps.finish()
        try arguments.write(document)
        if arguments.flag("json") {
            try console.json(document.training)
        } else {
            console.show(document.training)
            if let path = arguments.optionalText("output") { console.line("output: \(path)") }
        }
        return document.training.state == .converged ? .ok : .warned
    }

    private static func settings(_ arguments: ParsedArguments) throws -> IntentSettings {
        let kind = IntentFeatures.Kind(rawValue: arguments.text("features")) ?? .standard
        if kind == .terms {
            try arguments.refuse(
                ["dimensions"], because: "with --features terms, which have their own columns")
        }
        let holdsNothing = arguments.flag("no-calibration")
        if holdsNothing {
            try arguments.refuse(
                ["folds", "time", "precision"], because: "with --no-calibration, which holds nothing out")
            if !arguments.isGiven("strength") {
                throw WorkflowError.unusable(
                    what: "--no-calibration holds nothing out to choose the strength by",
                    remedy: "give --strength, such as 0.03")
            }
        }
        if arguments.isGiven("time") {
            try arguments.refuse(["folds"], because: "with --time, by which the latest messages are held out")
        }
        if arguments.isGiven("precision") {
            try arguments.refuse(["threshold"], because: "with --precision, which chooses it")
        }
        var settings = IntentSettings(
            features: kind, strength: try arguments.number("strength", in: 0...1e90),
            folds: holdsNothing ? nil : try arguments.integer("folds", in: 2...20),
            threshold: try arguments.number("threshold", in: 0...1),
            precision: try arguments.number("precision", in: 0...1),
            seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1))
        if arguments.text("dimensions") != "auto" {
            settings.embedding.dimensions =
                try arguments.integer("dimensions", in: 1...TextEmbedder.mostDimensions) ?? 512
        } else if holdsNothing || kind == .terms {
            settings.embedding.dimensions = 512
        } else {
            settings.triedDimensions = IntentSettings.usualDimensions
        }
        return settings
    }

    private static func answer(
        by model: String, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        try arguments.refuse(
            [
                "features", "dimensions", "strength", "folds", "time", "no-calibration", "precision",
                "threshold", "seed", "output",
            ], because: "with --model, which learns nothing")
        let label = arguments.optionalText("label")
        if label == nil {
            _ = try arguments.destination("predictions", "FILE", of: "--model answers messages")
            try arguments.refuse(["json"], because: "without --label, since nothing is judged")
        }
        if !arguments.isGiven("predictions") {
            try arguments.refuse(["reasons"], because: "without --predictions")
        }
        let steps = Steps(console)
        steps.step("answering \(arguments.text("file"))")
        let document = try IntentDocument.read(model)
        let found = try document.predictions(
            of: arguments.text("file"), text: arguments.optionalText("text"), label: label,
            reasons: try arguments.integer("reasons", in: 0...1_000) ?? 0,
            concurrency: try arguments.integer("threads", in: 1...1024))
        steps.finish()
        if let path = arguments.optionalText("predictions") {
            try Common.makeFolder(of: path)
            try found.write(to: path)
        }
        guard let label else {
            console.line(summary(found))
            return .ok
        }
        guard let evaluation = found.evaluation else {
            throw WorkflowError.unusable(
                what: "no row has a value in '\(label)'", remedy: "name the column of intents")
        }
        if arguments.flag("json") {
            try console.json(evaluation)
        } else {
            console.line(summary(found))
            console.show(evaluation)
        }
        return .ok
    }

    private static func summary(_ found: IntentPredictions) -> String {
        "\(Figures.count(found.count)) messages, \(Figures.count(found.count - found.abstained)) with an intent; "
            + "\(Figures.count(found.nothingKnown)) of which nothing is known"
            + (found.withoutLabel > 0 ? "; \(Figures.count(found.withoutLabel)) without a label" : "")
    }
}
