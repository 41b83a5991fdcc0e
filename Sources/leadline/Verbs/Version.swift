import Datasets
import Terminal
import Workflow

/// `leadline version`: the program and the libraries it has loaded.
enum Version: Subcommand {
    static let specification = CommandSpecification(
        name: "version", summary: "show the version and the libraries that are loaded")

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        console.line("leadline \(Main.version)")
        console.line("DuckDB \(Database.libraryVersion)")
        for part in DatabaseExtension.allCases {
            console.line(
                "DuckDB \(part.rawValue) \(part.isAvailable ? "available" : "not available: run scripts/bootstrap")"
            )
        }
        for (name, value) in NumericProfile.current().sorted(by: { $0.key < $1.key }) {
            console.line("\(name) \(value)")
        }
        return .ok
    }
}
