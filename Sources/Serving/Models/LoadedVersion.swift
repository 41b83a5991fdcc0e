/// A version of the registry that is ready to answer.
///
/// Immutable; freed when the last request that began with it ends.
protocol LoadedVersion: Sendable {
    /// Its number.
    var version: Int { get }
}
