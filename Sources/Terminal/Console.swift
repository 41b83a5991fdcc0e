/// The two streams a command speaks on: results on standard output, everything about them on standard error.
public struct Console: Sendable {
    /// What the streams can show.
    public struct Capabilities: Hashable, Sendable {
        /// Columns of the terminal that shows results; nil where there is none and lines are as long as they are.
        public var width: Int?
        /// Whether results may carry colours and bold type.
        public var outputHasStyle: Bool
        /// Whether messages may.
        public var errorsHaveStyle: Bool
        /// Whether a line of standard error can be drawn anew; else progress is plain lines.
        public var isLive: Bool

        /// Creates a set of capabilities; by default a plain file's.
        public init(
            width: Int? = nil, outputHasStyle: Bool = false, errorsHaveStyle: Bool = false,
            isLive: Bool = false
        ) {
            self.width = width
            self.outputHasStyle = outputHasStyle
            self.errorsHaveStyle = errorsHaveStyle
            self.isLive = isLive
        }
    }

    /// What the streams can show.
    public let capabilities: Capabilities
    let screen: Screen
    let now: @Sendable () -> ContinuousClock.Instant

    /// Creates a console; `now` is the clock of progress lines.
    public init(
        output: any TextSink, errors: any TextSink, capabilities: Capabilities = Capabilities(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.capabilities = capabilities
        self.screen = Screen(output: output, errors: errors)
        self.now = now
    }

    var helpWidth: Int { min(capabilities.width ?? 100, 100) }

    /// Whether somebody may still read results: what has no end can stop where nobody does.
    public var isRead: Bool { screen.output.isRead }

    /// Why results were lost; nil if none were.
    var deliveryFailure: String? { screen.output.failure }
}
