import FoundationEssentials

/// The checkout these tests were built from.
enum Checkout {
    static let root = String(#filePath.dropLast("Tests/ArchitectureTests/Checkout.swift".count))

    /// Folders that are built, fetched or written by the program, never committed.
    private static let ignored: Set = [
        ".git", ".build", ".deps", ".leadline", ".venv", "__pycache__", "data", "registry", "reports",
    ]

    static func manifest() throws -> Manifest { Manifest(parsing: try text(of: "Package.swift")) }

    /// The Swift sources of the product.
    static func sources() -> [SourceFile] {
        files().filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") }
    }

    /// All text files, in order of their paths.
    static func files() -> [SourceFile] {
        paths(under: "").sorted().compactMap { path in
            (try? text(of: path)).map { SourceFile(path: path, text: $0) }
        }
    }

    private static func text(of path: String) throws -> String {
        try String(contentsOf: URL(filePath: root + path), encoding: .utf8)
    }

    private static func paths(under folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
        return names.filter { !ignored.contains($0) }.flatMap { name in
            let path = folder + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: root + path)
            return switch attributes?[.type] as? FileAttributeType {
            case .typeDirectory?: paths(under: path + "/")
            case .typeRegular?: [path]
            default: [String]()
            }
        }
    }
}
