import Learning
import Terminal

extension Fit {
    /// What `--class-weights` says; nil where it is not given.
    static func classWeights(_ arguments: ParsedArguments) throws -> ClassWeights? {
        guard let text = arguments.optionalText("class-weights") else { return nil }
        guard let weights = ClassWeights(text) else {
            throw ArgumentError.invalidValue(
                argument: "--class-weights", found: text,
                expected: "balanced, or positive=X,negative=Y", nearest: nil)
        }
        return weights
    }

    /// Refuses options that would do nothing: whoever gives one expects something of it.
    ///
    /// - Throws: `ArgumentError` naming the option and what to do.
    static func refuseUselessOptions(_ arguments: ParsedArguments) throws {
        func refuse(_ option: String, where isUseless: Bool, _ problem: String, _ remedy: String) throws {
            try self.refuse(option, of: arguments, where: isUseless, problem, remedy)
        }
        let isPath = arguments.isGiven("path")
        let hasMagnitudes = try arguments.number("l1-ratio").map { $0 > 0 } ?? false

        try refuse(
            "clusters", where: !arguments.flag("standard-errors"), "changes standard errors alone",
            "add `--standard-errors`, or leave `--clusters` out")
        try refuse(
            "standard-errors", where: isPath || hasMagnitudes,
            "means little for coefficients that a penalty on magnitudes chose: none are given",
            "leave it out, or `--path` and `--l1-ratio`")
        try refuse(
            "path", where: !hasMagnitudes,
            "begins where all coefficients are 0, which only magnitudes make them",
            "add `--l1-ratio` above 0, or fit one penalty after the other")
        try refuse(
            "penalty", where: isPath, "is one strength, and `--path` chooses its own",
            "leave one of the two out")
        try refuse(
            "start", where: isPath, "is not where a path begins: that is where all coefficients are 0",
            "leave one of the two out")
        try refuseOptionsOfOtherFiles(arguments)
        if arguments.isGiven("model") {
            try arguments.refuse(
                [
                    "labels", "weights", "clusters", "penalty", "l1-ratio", "class-weights", "start", "path",
                    "unpenalized", "no-intercept", "solver", "tolerance", "iterations", "standard-errors",
                    "output",
                    "json",
                ], because: "with --model, which fits nothing")
        } else {
            try arguments.refuse(["probabilities"], because: "without --model FILE, the fit that gives them")
        }
    }

    /// Refuses options that say nothing about the kind of file that `file` is.
    ///
    /// - Throws: `ArgumentError` naming the option and what to do.
    static func refuseOptionsOfOtherFiles(_ arguments: ParsedArguments) throws {
        let file = arguments.text("file")
        let isTable = file.hasSuffix(".parquet") || file.hasSuffix(".csv")
        let isArray = file.hasSuffix(".npy")
        let isSparse = arguments.isGiven("row-starts") || arguments.isGiven("column-indices")
        for option in ["type", "columns", "row-starts", "column-indices"] {
            try refuse(
                option, of: arguments, where: isTable,
                "says nothing about a table, which knows its columns", "leave it out")
        }
        try refuse("type", of: arguments, where: isArray, "is told by a .npy file itself", "leave it out")
        try refuse(
            "columns", of: arguments, where: isArray && !isSparse, "is told by a .npy file itself",
            "leave it out")
    }

    private static func refuse(
        _ option: String, of arguments: ParsedArguments, where isUseless: Bool, _ problem: String,
        _ remedy: String
    ) throws {
        guard arguments.isGiven(option), isUseless else { return }
        throw ArgumentError.uselessOption(option: "--\(option)", problem: problem, remedy: remedy)
    }
}
