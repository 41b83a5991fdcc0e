import Terminal

/// `leadline features …`: without a further word the frame itself.
enum FeaturesVerbs {
    static let group = CommandGroup(
        name: "features", summary: "frames, traces and versions of features",
        commands: [
            .single(FeaturesDiff.self), .single(FeaturesBackfill.self), .single(FeaturesRollback.self),
        ],
        fallback: Features.self)
}
