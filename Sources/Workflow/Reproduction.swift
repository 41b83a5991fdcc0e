import Datasets
import Models
import Registry
import Reports
import Scoring
import Settings
import Storage

/// A version made again from its lineage, and held against the one that is registered.
///
/// The settings are the lineage's; the data are those that the settings name, as they are now. Everything happens in a folder
/// of its own, and nothing is registered.
public struct Reproduction {
    private let recorded: TrainingResult
    private let file: String
    private let workspace: Workspace
    private let program: String

    /// Creates a reproduction.
    ///
    /// - Parameters:
    ///   - recorded: the version.
    ///   - file: the pipeline's file, beside which the data are; `pipeline.yaml` in this folder unless given.
    ///   - workspace: the working folder gets one more while this runs.
    ///   - program: name and version of the program, for the lineage.
    public init(
        of recorded: TrainingResult, pipeline file: String?, workspace: Workspace, program: String
    ) {
        self.recorded = recorded
        self.file = file ?? "pipeline.yaml"
        self.workspace = workspace
        self.program = program
    }

    /// Trains anew and compares.
    ///
    /// - Parameters:
    ///   - tolerance: how far coefficients and probabilities may be apart where the numeric profile is another.
    ///   - progress: called with the name of every step as it begins.
    /// - Throws: typed errors of the rooms: where data are missing, or the settings are not read by this program.
    /// - Complexity: that of a training, the import included.
    public func run(
        tolerance: Double, _ progress: (String) -> Void = { _ in }
    ) throws -> ReproductionResult {
        let version = recorded.version
        // The registry has checked this name; it becomes that of a folder.
        let name = version.manifest.name
        let place = "models:/\(name)/\(version.version) \(VersionFile.lineage)"
        let pipeline = try Pipeline(recorded.lineage, of: place, at: file)
        guard try Recipe.deciding(pipeline.settings) == recorded.lineage.settings else {
            throw WorkflowError.unusable(
                what: "the settings of \(place) mean something else to this program",
                remedy: "use the program that trained it: \(recorded.lineage.program)")
        }
        try FileSystem.makeDirectories(workspace.working)
        let folder = try StagedDirectory(for: workspace.working + "/reproduction-" + name)
        defer { withExtendedLifetime(folder) {} }
        var room = workspace
        room.working = folder.path
        progress("reading \(pipeline.isTable ? "the table" : "events")")
        let data = try DataRoom(pipeline, workspace: room, step: progress)
        let training = Training(pipeline, workspace: room, exploratory: true, program: program)
        let making = try training.make(
            of: data, reference: try pipeline.reference(), points: try pipeline.points(), progress)
        guard case .files(let made) = making else { preconditionFailure("it trains whatever the audit says") }
        progress("comparing")
        return try compare(made, data: data.digests, tolerance: tolerance)
    }

    private func compare(
        _ made: VersionFiles, data: [String: Digest], tolerance: Double
    ) throws -> ReproductionResult {
        let version = recorded.version
        let files = try made.encoded()
        let manifest = version.manifest.remade(
            of: files, recipeDigest: try made.recipe.digest, numericProfile: NumericProfile.current(),
            evaluatedDigest: try made.evaluated.scorerDigest, servedDigest: try made.served.scorerDigest)
        let profile = VersionComparison.pairs(
            Self.facts(version.manifest.numericProfile), Self.facts(manifest.numericProfile))
        let sources = VersionComparison.pairs(
            Self.facts(recorded.lineage.digests.mapValues(\.description)),
            Self.facts(data.mapValues(\.description)))
        return ReproductionResult(
            model: manifest.name, version: manifest.version, digest: version.digest,
            reproduced: try manifest.digest,
            files: files.count, differences: FileDifference.all(version.files, files),
            recipe: version.manifest.recipeDigest == manifest.recipeDigest,
            profile: profile.filter { $0.left != $0.right }.map(ReproductionResult.Change.init),
            sources: sources.filter { $0.left != $0.right }.map(ReproductionResult.Change.init),
            coefficients: try coefficientGap(files), probabilities: try probabilityGap(files),
            tolerance: tolerance)
    }

    /// The largest difference of a coefficient, of the evaluated and of the served scorer; nil where columns differ.
    private func coefficientGap(_ files: [String: [UInt8]]) throws -> Double? {
        let place = VersionFile.lineage
        guard let bytes = files[place] else { return nil }
        let lineage = try CanonicalJSON.decode(Lineage.self, from: bytes, file: place)
        func all(_ lineage: Lineage) -> [Lineage.Coefficient] {
            lineage.coefficients + (lineage.refit?.coefficients ?? [])
        }
        let (left, right) = (all(recorded.lineage), all(lineage))
        guard left.map(\.name) == right.map(\.name) else { return nil }
        return zip(left, right).map { abs($0.value - $1.value) }.max() ?? 0
    }

    /// The largest difference of a probability on the recorded golden rows; nil where the inputs are others.
    private func probabilityGap(_ files: [String: [UInt8]]) throws -> Double? {
        let model = try ScorerPackage(files: files).model
        guard model.inputs == recorded.package.model.inputs else { return nil }
        return recorded.package.golden.map {
            abs($0.probability - GoldenRow(inputs: $0.inputs, model: model).probability)
        }.max() ?? 0
    }

    private static func facts(_ values: [String: String]) -> [VersionComparison.Fact] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
