import Features
import FoundationEssentials
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// Arguments that many verbs share.
enum Common {
    static let pipeline = PositionalSpecification(
        "pipeline", help: "the pipeline file, such as datasets/cdnow/pipeline.yaml")
    static let registry = OptionSpecification.value(
        "registry", placeholder: "DIR", default: "registry", help: "the registry's folder")
    static let working = OptionSpecification.value(
        "working", placeholder: "DIR", default: ".leadline",
        help: "folder for event logs, quarantine and keys")
    static let reports = OptionSpecification.value(
        "reports", placeholder: "DIR", default: "reports", help: "folder for reports")
    static let folders = [registry, working, reports]
    static let fresh = OptionSpecification.flag(
        "fresh", help: "import the sources even if nothing has changed since the last import")
    static let memory = OptionSpecification.value(
        "memory", placeholder: "GB",
        help:
            "gigabytes that an import takes before it spills to the working folder; 0.8 of the machine's unless given"
    )
    /// Of verbs that read the sources.
    static let data = folders + [fresh, memory]
    static let version = OptionSpecification.value(
        "version", placeholder: "N", help: "the version's number; the newest unless given")
    static let alias = OptionSpecification.value(
        "alias", placeholder: "ALIAS", default: "production", help: "the alias, such as staging or production"
    )
    static let gates = OptionSpecification.value(
        "gates", placeholder: "FILE",
        help: "a file of gates in place of the pipeline's `gates`; what the pipeline `requires` holds too")
    static let why = OptionSpecification.value(
        "why", placeholder: "TEXT",
        help:
            "the reason, for the journal; of an override the daemon tells it to every client, so no personal data"
    )
    static let by = OptionSpecification.value(
        "by", placeholder: "NAME",
        help:
            "who decides, for the journal and the daemon's clients; unless given LEADLINE_USER of the environment, else the user's name"
    )
}

extension ParsedArguments {
    /// The pipeline file, read and checked.
    func pipeline() throws -> Pipeline { try Pipeline(file: text("pipeline")) }

    /// The model of the registry that a positional names, or that the pipeline file it names trains.
    ///
    /// A file counts as such, and so does whatever is called as a pipeline is; the rest has to be a model's name.
    func model(_ positional: String) throws -> ModelDirectory {
        let text = self.text(positional)
        let registry = Registry(root: self.text("registry"))
        let isFile = FileSystem.exists(text) && !FileSystem.isDirectory(text)
        guard !isFile, !text.contains("/"), !text.hasSuffix(".yaml"), !text.hasSuffix(".yml") else {
            return try registry.model(Pipeline(file: text).name)
        }
        return try registry.knownModel(text)
    }

    /// Refuses options that do nothing in this call: whoever gives one expects something of it.
    func refuse(_ names: [String], because reason: String) throws {
        if let name = names.first(where: isGiven) {
            throw WorkflowError.unusable(what: "--\(name) does nothing \(reason)", remedy: "leave it out")
        }
    }

    /// The folders.
    func workspace() -> Workspace {
        Workspace(registry: text("registry"), working: text("working"), reports: text("reports"))
    }

    /// The folders, and how the sources are read; for verbs with the options `Common.data`.
    func dataWorkspace() throws -> Workspace {
        var workspace = workspace()
        workspace.isFresh = flag("fresh")
        workspace.memory = try memory()
        return workspace
    }

    /// The bytes that an import may take; nil where none are given.
    func memory() throws -> Int? { try integer("memory", in: 1...100_000).map { $0 * 1_000_000_000 } }

    /// The ISO-8601 time of an option; nil where it is not given.
    func time(_ option: String) throws -> Instant? {
        try optionalText(option).map { text throws in try Instant(text) }
    }

    /// The number given, or the newest version that was trained from the pipeline's settings.
    func version(of model: ModelDirectory, madeBy pipeline: Pipeline) throws -> Int {
        if let version = try integer("version", in: 1...Int.max) { return version }
        return try pipeline.newestVersion(in: model)
    }

    /// The file of gates, read and checked; nil for the pipeline's own gates.
    func gateFile(for pipeline: Pipeline) throws -> GateFile? {
        try optionalText("gates").map { try GateFile(file: $0, for: pipeline) }
    }

    /// Writes a version's report with what the pipeline's gates say of it for production, without reading data.
    ///
    /// - Returns: the path of the HTML file.
    func writeReport(of result: TrainingResult, _ pipeline: Pipeline) throws -> String {
        let gatekeeper = try Gatekeeper(pipeline, workspace: workspace(), program: Main.program)
        let record = try gatekeeper.judgeByKeptComparisons(
            version: result.version.version, for: "production", by: .now(why: "a report"))
        return try result.writeReport(in: workspace(), for: pipeline, gates: record)
    }

    /// Who decides, when, and why; for verbs with the options `Common.why` and `Common.by`.
    func decision(defaultWhy: String) -> Decision {
        .now(why: optionalText("why") ?? defaultWhy, by: optionalText("by"))
    }

    /// A decision whose author and reason have to be given.
    ///
    /// - Parameter what: what is decided, with an article.
    func accountedDecision(of what: String) throws -> Decision {
        guard let who = optionalText("by"), let why = optionalText("why") else {
            throw WorkflowError.unusable(
                what: "\(what) says neither who decides nor why",
                remedy: "add --by NAME and --why TEXT; they are written down for all to see")
        }
        return .now(why: why, by: who)
    }
}

extension Decision {
    /// A decision that is taken now, by the program's user unless another is named.
    static func now(why: String, by who: String? = nil) -> Decision {
        Decision(who: who ?? user, when: Clock.now(), why: why)
    }

    /// LEADLINE_USER, else USER, else the name that the system has for the process's user.
    private static var user: String {
        let process = ProcessInfo.processInfo
        let names = ["LEADLINE_USER", "USER"].map { process.environment[$0] } + [process.userName]
        return names.compactMap { $0 }.first { !$0.isEmpty } ?? "unknown"
    }
}

/// A version that scores, and its package.
struct Served {
    let version: VerifiedVersion
    let package: ScorerPackage

    /// Loads a version's package and sees that it gives its golden answers.
    init(_ version: VerifiedVersion) throws {
        self.version = version
        package = try ScorerPackage(files: version.files)
        try package.replayGolden()
    }
}

extension ParsedArguments {
    /// The version named by number, or the one that the alias names.
    func served(_ pipeline: Pipeline, _ workspace: Workspace) throws -> Served {
        let model = try workspace.registry.model(pipeline.name)
        let number = try integer("version", in: 1...Int.max) ?? model.version(of: text("alias"))
        return try Served(model.load(version: number))
    }
}

extension Common {
    /// Makes the folder that a file will lie in.
    static func makeFolder(of path: String) throws {
        try FileSystem.makeDirectories(FileSystem.parent(of: path))
    }
}
