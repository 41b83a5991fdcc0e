/// Why a fallback is answered.
enum FallbackReason: String, CaseIterable, Sendable {
    /// No version of the model is loaded.
    case notReady = "not_ready"
    /// The model was too slow too often of late, and is not asked.
    case breakerOpen = "breaker_open"
}
