internal import Features

/// What became of one anchored question by the end of the data, and when.
struct CaseDecision {
    let entity: EntityKey
    /// When the question was asked.
    let asked: Instant
    /// The first instant of the label's window.
    let start: Instant
    /// Days from the start of the window to the end of the data.
    let age: Double
    /// Whether the label's window was over by then.
    let isOver: Bool
    /// The first kind of event that decided the case: an index into `CasePlanner.decidingKinds`; nil for none so far.
    let kind: Int?
    /// Days from the start of the window to that event; infinite for none.
    let delay: Double
    /// Whether it was open when it was asked.
    let wasOpen: Bool
}
