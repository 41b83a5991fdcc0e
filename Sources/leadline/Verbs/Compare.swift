import Registry
import Reports
import Storage
import Terminal
import Workflow

/// `leadline compare`: two versions side by side.
enum Compare: Subcommand {
    static let specification = CommandSpecification(
        name: "compare", summary: "two versions side by side: settings, data, slices, figures",
        positionals: [
            .init("left", help: "models:/NAME/3, NAME/3 or NAME@production"),
            .init("right", help: "as the left one; 3 or @production is of the left one's model"),
            .init(
                "pipeline", occurrence: .optional,
                help: "the pipeline file of one of both: its data are read and both score the same rows"),
        ],
        options: [
            .value(
                "output", short: "o", placeholder: "FILE",
                help: "the page; compare-3-with-4.html in the model's reports unless given"), .json,
        ] + Common.data,
        discussion: """
            Without a pipeline figures stand beside each other and no difference is claimed. With one, both evaluated \
            scorers score the test slice of one of them, which the other must not have seen, and differences are \
            paired. Exit code 1 when a pipeline was named and both may not be measured on the same rows, or were trained \
            for different labels.
            """,
        examples: [
            CommandExample("leadline compare models:/repeat-purchase/1 2", "what was recorded of both"),
            CommandExample(
                "leadline compare repeat-purchase/2 @production datasets/cdnow/pipeline.yaml",
                "both on the same rows"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let workspace = try arguments.dataWorkspace()
        let pipeline = try arguments.optionalText("pipeline").map { try Pipeline(file: $0) }
        let left = try reference(arguments.text("left"), of: pipeline?.name)
        let right = try reference(arguments.text("right"), of: left.name)
        let content = try VersionComparison(result(left, workspace), result(right, workspace))
            .content(pipeline: pipeline, workspace: workspace)
        let page = arguments.optionalText("output") ?? defaultPage(content, left, right, workspace)
        try Common.makeFolder(of: page)
        try AtomicFile.write(Array(ComparisonPage(content).render().utf8), to: page)
        if arguments.flag("json") {
            try console.json(content)
        } else {
            Summary.comparison(content, page: page, console)
        }
        return pipeline != nil && content.sameRows == nil ? .failed : .ok
    }

    /// The reference that a text names; a model's name and the scheme may be left out.
    static func reference(_ text: String, of model: String?) throws -> ModelReference {
        let scheme = "models:/"
        if text.hasPrefix(scheme) { return try ModelReference(text) }
        let isBare = text.hasPrefix("@") || !text.contains { $0 == "/" || $0 == "@" }
        guard isBare else { return try ModelReference(scheme + text) }
        guard let model else {
            throw WorkflowError.unusable(
                what: "the left version names no model", remedy: "write models:/NAME/3 or models:/NAME@ALIAS")
        }
        return try ModelReference(scheme + model + (text.hasPrefix("@") ? text : "/" + text))
    }

    private static func result(
        _ reference: ModelReference, _ workspace: Workspace
    ) throws -> TrainingResult {
        let (model, version) = try workspace.registry.resolve(reference)
        return try TrainingResult(version: version, of: model)
    }

    private static func defaultPage(
        _ content: ComparisonContent, _ left: ModelReference, _ right: ModelReference, _ workspace: Workspace
    ) -> String {
        func number(_ name: String) -> String { FileSystem.name(of: name) }
        let other = right.name == left.name ? "" : right.name + "-"
        return
            "\(workspace.reports(of: left.name))/compare-\(number(content.left))-with-\(other)\(number(content.right)).html"
    }
}
