public import Datasets
import Evaluation
import Features
import FoundationEssentials
import Learning
import LinearAlgebra
import Models
import Registry
import Reports
import Scoring
import Storage

/// The way from data to a registered version: audit, fit, calibrate, evaluate, publish.
public struct Training: Sendable {
    private let pipeline: Pipeline
    private let workspace: Workspace
    private let exploratory: Bool
    private let concurrency: Int?
    private let program: String

    /// Creates a training.
    ///
    /// - Parameters:
    ///   - pipeline: what is trained, on what.
    ///   - workspace: the folders.
    ///   - exploratory: whether a failed audit does not stop it; the version can then never be promoted.
    ///   - concurrency: threads at most while fitting; nil takes one a processor. The bits do not depend on it.
    ///   - program: name and version of the program, for the lineage.
    public init(
        _ pipeline: Pipeline, workspace: Workspace, exploratory: Bool = false, concurrency: Int? = nil,
        program: String
    ) {
        self.pipeline = pipeline
        self.workspace = workspace
        self.exploratory = exploratory
        self.concurrency = concurrency
        self.program = program
    }

    /// How a training ends.
    public enum Outcome: Sendable {
        /// The audit said no; nothing was trained.
        case refused(AuditReport, PreparedData)
        /// There is a version, new or found again.
        case version(TrainingResult)
    }

    /// Trains, or finds the version of the same recipe.
    ///
    /// - Parameter progress: called with the name of every step as it begins.
    /// - Throws: typed errors of the rooms; `StorageError.busy` while another process trains the same pipeline.
    public func run(_ progress: (String) -> Void = { _ in }) throws -> Outcome {
        let folder = workspace.folder(of: pipeline)
        try FileSystem.makeDirectories(folder)
        let lock = try FileLock(at: folder + "/train.lock", for: "training \(pipeline.name)")
        defer { withExtendedLifetime(lock) {} }

        progress("reading \(pipeline.isTable ? "the table" : "events")")
        let room = try DataRoom(pipeline, workspace: workspace, step: progress)
        let pipeline = room.pipeline
        let reference = try pipeline.reference()
        let points = try pipeline.points()
        let model = try workspace.registry.model(pipeline.name)
        // Whether the audit fails is part of the recipe, and known only after it: look for both.
        for isExploratory in exploratory ? [false, true] : [false] {
            let recipe = try Recipe(
                pipeline.settings, reference: reference?.settings, points: points, data: room.digests,
                exploratory: isExploratory)
            if let found = try model.find(recipeDigest: try recipe.digest) {
                let verified = try model.load(version: found.version)
                return .version(try TrainingResult(verified, isNew: false, model: model))
            }
        }

        switch try make(of: room, reference: reference, points: points, progress) {
        case .refused(let audit, let data): return .refused(audit, data)
        case .files(let made):
            progress("registering")
            let published = try model.publish(
                files: try made.encoded(), kind: .scorer, recipeDigest: try made.recipe.digest,
                numericProfile: numericProfile(),
                requires: DataRoom.requirements(of: pipeline.settings.servedFeatures),
                evaluatedDigest: try made.evaluated.scorerDigest,
                servedDigest: try made.served.scorerDigest)
            return .version(
                try TrainingResult(
                    try model.load(version: published.version), isNew: published.isNew, model: model))
        }
    }

    /// How the work ends, before anybody registers it.
    enum Making {
        case refused(AuditReport, PreparedData)
        case files(VersionFiles)
    }

    /// Makes a version's files of what was imported, and registers nothing.
    ///
    /// - Parameters:
    ///   - reference: the pipeline that the backtest compares with.
    ///   - points: the points table that the team works by.
    func make(
        of room: DataRoom, reference: Pipeline?, points: PointsRule?, _ progress: (String) -> Void
    ) throws -> Making {
        // With the embedders that its features go by.
        let pipeline = room.pipeline
        progress("computing features")
        let data = try room.prepare()
        progress("auditing for leaks")
        var audit = try room.audit(data)
        if !audit.passed && !exploratory { return .refused(audit, data) }
        let recipe = try Recipe(
            pipeline.settings, reference: reference?.settings, points: points, data: room.digests,
            exploratory: !audit.passed)

        progress("fitting")
        let train = try data.rows(in: .train)
        let test = try data.rows(in: .test)
        let fitting = try Fitting(
            pipeline.settings, apart: room.apart(data.plan?.cases), concurrency: concurrency)
        let fitted = try fitting.fit(
            train: train, labelEnds: data.labelEnds(in: .train)
        ) { try data.rows(in: .calibrate) }
        progress("evaluating")
        let probabilities = try fitted.model.scores(of: test.frame).map(\.probability.value)
        let evaluator = try Evaluator(room, data)
        var document = try evaluator.evaluate(probabilities: probabilities, test: test, train: train)

        if let members = pipeline.settings.model?.ensemble?.members {
            document.ensemble = try EnsembleComparison(fitting, members: members, evaluator: evaluator)
                .result(fitted, stacking: try data.rows(in: .calibrate), test: test)
        }
        document.protected = pipeline.settings.protectedAttributes
        if document.protected != nil {
            progress("asking the inputs for protected attributes")
            let proxies = try ProxyTest(
                pipeline.settings, plan: evaluator.plan, clusters: evaluator.clusters
            ).run(test.frame, probabilities: probabilities)
            document.metrics += proxies.rows
            document.proxies = proxies.results
        }
        progress("looking for drift")
        let scores = try fitted.model.scores(of: train.frame).map(\.probability.value)
        let drift = DriftCheck(train: (train.frame, scores), model: fitted.model, evaluator: evaluator)
        var stability = try evaluator.stability(drift, test: test, probabilities: probabilities)
        document.metrics += stability.rows

        if let plan = try room.backtestPlan(data) {
            progress("backtesting")
            let (folds, rows, drifts) = try Backtest(
                settings: pipeline.settings, reference: reference, plan: plan, room: room,
                evaluator: evaluator, concurrency: concurrency
            ).run()
            document.backtest = folds
            document.metrics += rows
            stability.drifts += drifts
        }
        document.stability = stability

        progress("splitting at random for comparison")
        if let random = try RandomSplit(pipeline.settings, data: data, beside: fitted).auroc(),
            let time = document.row("auroc")?.value
        {
            audit = audit.adding(
                .randomSplitGap(random: random, time: time), settings: pipeline.settings.audit)
        }

        if pipeline.settings.refit == .recent { progress("fitting again on newer answers") }
        let refit = try Refit(room, data: data, concurrency: concurrency)

        return .files(
            VersionFiles(
                pipeline: pipeline, program: program, recipe: recipe, data: data, audit: audit,
                trained: fitted, refit: refit, train: train.frame, frozen: drift.reference,
                document: document,
                exploratory: !audit.passed))
    }
}
