import Registry
import Storage
import Terminal
import Workflow

/// `leadline registry show`.
enum RegistryShow: Subcommand {
    static let specification = CommandSpecification(
        name: "show", summary: "show a version's manifest",
        positionals: [RegistryVerbs.reference],
        options: [Common.registry, .json])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        let verified = try registry.load(ModelReference(arguments.text("reference")))
        let manifest = verified.manifest
        if arguments.flag("json") {
            console.write(String(decoding: try CanonicalJSON.encode(manifest), as: UTF8.self))
            return .ok
        }
        console.line(
            "\(manifest.name) version \(manifest.version), \(manifest.kind.rawValue), every digest holds")
        console.line("digest  \(verified.digest)")
        console.line("recipe  \(manifest.recipeDigest)")
        if let signature = verified.signature {
            let key = signature.keyFingerprint.map { "by key \($0)" } ?? "by a key that it does not name"
            console.line("signed  \(key) (unproved; registry verify --trusted-key FILE proves it)")
        }
        for (key, value) in manifest.numericProfile.sorted(by: { $0.key < $1.key }) {
            console.line("trained with \(key): \(value)")
        }
        if verified.files[VersionFile.lineage] != nil {
            let lineage = try verified.lineage()
            if let ensemble = lineage.ensemble { console.line("ensemble  \(ensemble.words)") }
            if let served = lineage.refit?.ensemble {
                console.line("served    \(served.words), fitted again on newer rows")
            }
        }
        if manifest.kind == .embedder, let learning = try verified.behaviourLearning() {
            let quality = learning.quality
            console.line(
                "learned   from \(Figures.count(quality.events)) events of \(Figures.count(quality.entities)) entities before "
                    + "\(learning.until), \(Figures.count(quality.tokens)) kinds, \(quality.dimensions) dimensions"
            )
            console.line("unknown   \(Figures.percent(quality.unknownShare)) of events")
        } else if manifest.kind == .embedder {
            let learning = try verified.embedderLearning()
            let quality = learning.quality
            console.line(
                "learned   from \(Figures.count(quality.texts)) texts of column '\(learning.column)', "
                    + "\(Figures.count(quality.vocabulary)) words or grams, \(quality.dimensions) dimensions")
            if let explained = quality.explained { console.line("explained \(Figures.percent(explained))") }
            if let share = quality.unknownShare {
                console.line("unknown   \(Figures.percent(share)) of words")
            }
            if let languages = quality.languages, !languages.isEmpty {
                let shares = languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
                console.line(
                    "languages "
                        + shares.map { "\($0.key) \(Figures.percent($0.value))" }.joined(separator: ", "))
            }
        }
        console.table(
            ["file", "bytes", "sha256"],
            manifest.files.map { [$0.name, "\($0.size)", String($0.sha256.description.prefix(16))] },
            alignments: [.left, .right])
        return .ok
    }
}
