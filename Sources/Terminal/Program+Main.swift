import Glibc

extension Program {
    /// Runs the process's own arguments on its own streams and ends the process.
    public func main() -> Never {
        exit(run(Array(CommandLine.arguments.dropFirst()), console: .standard()).rawValue)
    }
}
