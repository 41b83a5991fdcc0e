extension ServingError {
    /// That nothing of a name answers, without the reason, which may name files and is for keys of the role `admin`.
    ///
    /// - Parameter failure: why nothing could be loaded; nil while it is.
    static func notReady(model: String, after failure: SlotFailure?) -> ServingError {
        .notReady(
            model: model,
            reason: failure == nil
                ? "it is being loaded; ask again"
                : "a version could not be loaded; `/v2/health/ready` tells a key of the role admin why")
    }
}
