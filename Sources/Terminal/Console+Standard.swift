import Glibc

extension Console {
    /// The process's own streams.
    ///
    /// From now on a reader that goes away ends the output, not the process.
    public static func standard() -> Console {
        _ = signal(SIGPIPE, SIG_IGN)
        let capabilities = Capabilities(
            outputIsTerminal: isatty(STDOUT_FILENO) == 1, errorsAreTerminal: isatty(STDERR_FILENO) == 1,
            columns: columns(of: STDOUT_FILENO), environment: environment(Capabilities.variables))
        return Console(
            output: DescriptorSink(STDOUT_FILENO), errors: DescriptorSink(STDERR_FILENO),
            capabilities: capabilities)
    }

    private static func environment(_ names: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for name in names { values[name] = unsafe getenv(name).map { unsafe String(cString: $0) } }
        return values
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        let code = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
        return code == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}

extension Console.Capabilities {
    /// The variables of the environment that are asked.
    static let variables = ["TERM", "NO_COLOR", "CI", "COLUMNS"]

    /// What follows from the streams and the environment.
    ///
    /// `NO_COLOR` (no-color.org) and `TERM=dumb` turn styles off, `CI` the live line.
    init(outputIsTerminal: Bool, errorsAreTerminal: Bool, columns: Int?, environment: [String: String]) {
        let isDumb = environment["TERM"] == "dumb"
        let hasColour = environment["NO_COLOR", default: ""].isEmpty && !isDumb
        let isCI = !["", "false", "0"].contains(environment["CI", default: ""])
        self.init(
            width: outputIsTerminal ? columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80 : nil,
            outputHasStyle: outputIsTerminal && hasColour,
            errorsHaveStyle: errorsAreTerminal && hasColour,
            isLive: errorsAreTerminal && !isDumb && !isCI)
    }
}
