import Datasets
import Terminal
import Workflow

/// `leadline quarantine replay`: the rows set aside, read again after a fix.
enum QuarantineReplayVerb: Subcommand {
    static let specification = CommandSpecification(
        name: "replay",
        summary: "read the files again after a fix, and tell what became of the rows set aside",
        positionals: [Common.pipeline], options: [.json] + Common.data,
        discussion: """
            Imports again unless files and contracts are the same, so that the log is the one that they give, whatever \
            was there before. Exit code 0 when no row is left, 2 when some are.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let steps = Steps(console)
        steps.step("reading")
        let replays = try QuarantineRoom(pipeline, workspace: workspace).replay()
        steps.finish()
        if arguments.flag("json") {
            try console.json(replays)
        } else {
            show(replays, console)
        }
        return replays.allSatisfy { $0.after.quarantined == 0 } ? .ok : .warned
    }

    private static func show(_ replays: [QuarantineReplay], _ console: Console) {
        console.table(
            [
                "source", "read", "accepted", "quarantined", "duplicate", "mended", "left", "new",
                "reconciles",
            ],
            replays.map { replay in
                func change(_ count: (RowCounts) -> Int) -> String {
                    let now = Figures.count(count(replay.after))
                    guard let before = replay.before.map(count), before != count(replay.after) else {
                        return now
                    }
                    return "\(Figures.count(before)) → \(now)"
                }
                return [
                    replay.source, change(\.read), change(\.accepted), change(\.quarantined),
                    change(\.duplicate),
                    Figures.count(replay.mended), Figures.count(replay.remaining),
                    Figures.count(replay.added),
                    replay.isOtherData ? "other data" : replay.reconciles ? "yes" : "NO",
                ]
            }, alignments: [.left, .right, .right, .right, .right, .right, .right, .right, .left])
    }
}
