/// The targets and edges that `Package.swift` declares, read from its text.
struct Manifest {
    struct Target: Equatable {
        var name: String
        var layer: Int
        var uses: Set<String>
    }

    /// Programs lie above all rooms, test support above the programs.
    static let programLayer = 100
    static let testSupportLayer = 101

    var targets: [Target]
    /// The modules of layer 0, which wrap C libraries.
    var cModules: Set<String>

    init(parsing text: String) {
        let rooms = text.matches(
            of: /Room\(\s*name: "(\w+)",\s*layer: (\d+)(?:,\s*uses: \[([^\]]*)\])?\s*\)/
        ).map { match in
            Target(name: String(match.1), layer: Int(match.2) ?? 0, uses: Self.names(in: match.3 ?? ""))
        }
        let programs = text.matches(of: /\.executableTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/)
            .map { Target(name: String($0.1), layer: Self.programLayer, uses: Self.names(in: $0.2)) }
        let support = text.matches(of: /\.target\(\s*name: "(TestKit)",\s*dependencies: \[([^\]]*)\]/)
            .map { Target(name: String($0.1), layer: Self.testSupportLayer, uses: Self.names(in: $0.2)) }
        targets = rooms + programs + support
        cModules = Set(
            text.matches(of: /\.systemLibrary\(\s*name: "(\w+)"/).map { String($0.1) }
                + text.matches(of: /\.target\(\s*name: "(C[A-Z]\w*)"/).map { String($0.1) })
    }

    /// The layer of a module; nil for modules that are not the package's own.
    func layer(of module: String) -> Int? {
        cModules.contains(module) ? 0 : targets.first { $0.name == module }?.layer
    }

    private static func names(in list: Substring) -> Set<String> {
        Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
    }
}
