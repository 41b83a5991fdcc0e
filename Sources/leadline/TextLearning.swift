import Learning
import Terminal
import Workflow

/// What the verbs that turn texts into vectors share: they learn from a column of texts, or take what an earlier call learned.
struct TextLearning<Estimator: TextEstimator> {
    private let arguments: ParsedArguments
    private let learned: String
    private let destination: String
    private let placeholder: String
    private let options: [String]

    /// - Parameters:
    ///   - learned: what is learned, in the plural.
    ///   - destination: the option that says where vectors are written, with its placeholder.
    ///   - options: those that say how to learn.
    init(
        _ arguments: ParsedArguments, learning learned: String, into destination: String, placeholder: String,
        options: [String]
    ) {
        self.arguments = arguments
        self.learned = learned
        self.destination = destination
        self.placeholder = placeholder
        self.options = options
    }

    /// What was learned, written where the arguments say, and the vectors of the texts.
    func run(
        _ console: Console, configuration: () throws -> Estimator.Configuration
    ) throws -> (document: TextDocument<Estimator>, vectors: Estimator.Rows) {
        let file = arguments.text("file")
        let threads = try arguments.integer("threads", in: 1...1024)
        if let model = arguments.optionalText("model") {
            try arguments.refuse(options + ["output"], because: "with --model, which learns nothing")
            _ = try arguments.destination(
                destination, placeholder, of: "--model turns texts into vectors")
            let document = try TextDocument<Estimator>.read(model)
            return (
                document,
                try document.vectors(of: file, column: arguments.optionalText("text"), concurrency: threads)
            )
        }
        guard let column = arguments.optionalText("text") else {
            throw WorkflowError.unusable(
                what: "the column of texts is not told", remedy: "give --text COLUMN")
        }
        let steps = Steps(console)
        steps.step("learning the \(learned) of \(file)")
        let (document, vectors) = try TextDocument<Estimator>.learning(
            from: file, column: column, configuration: try configuration(), concurrency: threads)
        steps.finish()
        try arguments.write(document)
        return (document, vectors)
    }
}
