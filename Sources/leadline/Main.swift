import Terminal

/// The command line of Leadline.
@main
enum Main {
    /// The version of the program, also in lineage files.
    static let version = "0.1.0"
    /// The program as lineage and gate results name it.
    static let program = "leadline \(version)"

    static func main() {
        Program(
            name: "leadline", version: version,
            root: .group(
                CommandGroup(
                    name: "leadline",
                    summary: "leakage-safe lead scoring, from raw events to a promoted model",
                    commands: [
                        .single(Init.self), .single(Import.self), .single(Check.self), .single(Audit.self),
                        .group(FeaturesVerbs.group),
                        .single(Train.self), .single(Evaluate.self), .single(Gate.self),
                        .single(Promote.self),
                        .single(Rollback.self), .single(Compare.self), .single(Reproduce.self),
                        .single(Score.self), .single(Fit.self), .single(Cluster.self),
                        .single(Agreement.self),
                        .single(Decompose.self), .single(Vectorize.self), .single(Embed.self),
                        .single(Neighbours.self),
                        .single(Intent.self), .single(Behaviour.self), .group(PersonasVerbs.group),
                        .single(Explain.self),
                        .group(QuarantineVerbs.group), .group(RegistryVerbs.group), .group(KeyVerbs.group),
                        .single(Simulate.self),
                        .single(Name.self),
                        .single(Version.self),
                    ],
                    discussion: """
                        The usual way: init, check, audit, train, gate, promote; leadlined serves what is promoted. \
                        Exit codes: 0 ok, 1 the answer is no, 2 warned, 3 something is wrong, 4 not delivered. \
                        `leadline help --markdown` prints all help texts as one document.
                        """))
        ).main()
    }
}
