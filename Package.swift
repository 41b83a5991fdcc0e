// swift-tools-version: 6.2
import PackageDescription

// The layers of the house. A target may import only from layers below its own; this table is what the
// manifest builds from, and `Tests/ArchitectureTests` reads the sources to hold it.
//
// C modules (layer 0) each have exactly one Swift owner; what every layer may lean on is there, too.
struct Room {
    var name: String
    var layer: Int
    var uses: [String] = []
}

let rooms: [Room] = [
    Room(name: "Spelling", layer: 0),
    Room(name: "Arithmetic", layer: 1),
    Room(name: "Languages", layer: 1, uses: ["CCLD2"]),
    Room(name: "LinearAlgebra", layer: 1, uses: ["COpenBLAS", "CLAPACKE", "CVectorLoops"]),
    Room(name: "Storage", layer: 1, uses: ["CCrypto"]),
    Room(name: "Settings", layer: 1, uses: ["CFYAML", "Spelling"]),
    Room(name: "Terminal", layer: 1, uses: ["Spelling"]),
    Room(name: "Features", layer: 2, uses: ["Arithmetic", "Spelling"]),
    Room(name: "Models", layer: 2, uses: ["Arithmetic"]),
    Room(name: "Evaluation", layer: 2, uses: ["Arithmetic"]),
    Room(name: "Learning", layer: 3, uses: ["Arithmetic", "LinearAlgebra", "Features", "Models"]),
    Room(
        name: "Datasets", layer: 3,
        uses: ["CDuckDB", "Spelling", "Arithmetic", "Storage", "Features", "Evaluation"]),
    Room(name: "Registry", layer: 3, uses: ["Storage", "Features"]),
    Room(name: "Scoring", layer: 3, uses: ["Storage", "Features", "Models"]),
    Room(
        name: "Simulation", layer: 3,
        uses: ["LinearAlgebra", "Storage", "Settings", "Features", "Arithmetic"]),
    Room(
        name: "Personas", layer: 4,
        uses: ["Spelling", "Arithmetic", "Storage", "Features", "Models", "Scoring"]),
    Room(name: "Reports", layer: 4, uses: ["Evaluation", "Datasets", "Simulation"]),
    Room(name: "Exports", layer: 4, uses: ["Storage", "Models", "Scoring"]),
    Room(name: "Drafting", layer: 4, uses: ["Features", "Datasets", "Evaluation"]),
    Room(
        name: "Serving", layer: 5,
        uses: [
            "CMicroHTTPD", "CSimdJSON", "Storage", "Settings", "Features", "Models", "Registry", "Scoring",
            "Personas",
        ]),
    Room(
        name: "Workflow", layer: 5,
        uses: [
            "Spelling", "Arithmetic", "Languages", "LinearAlgebra", "Storage", "Settings", "Features",
            "Models",
            "Evaluation",
            "Learning",
            "Datasets", "Registry", "Scoring", "Personas", "Reports",
        ]),
]

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// DuckDB lies where `scripts/bootstrap` unpacks it; the run path is relative to the binary, so that a
// checkout can be moved.
let duckdbRunPath: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../../../.deps/duckdb/lib"])
]

let executables: [Target] = [
    .executableTarget(
        name: "leadline",
        dependencies: [
            "Terminal", "Workflow", "Drafting", "Storage", "Settings", "Features", "Models", "Learning",
            "Evaluation", "Datasets", "LinearAlgebra",
            "Registry", "Scoring", "Personas", "Simulation", "Reports", "Serving", "Exports",
        ],
        swiftSettings: strict, linkerSettings: duckdbRunPath),
    .executableTarget(
        name: "leadlined", dependencies: ["Terminal", "Serving", "Registry", "Storage"], swiftSettings: strict
    ),
]

func tests(_ name: String, uses: [String], resources: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: (uses + ["TestKit"]).map { .byName(name: $0) },
        exclude: resources, swiftSettings: strict, linkerSettings: duckdbRunPath)
}

let package = Package(
    name: "leadline",
    products: [
        .executable(name: "leadline", targets: ["leadline"]),
        .executable(name: "leadlined", targets: ["leadlined"]),
        // For the package in Benchmarks.
        .library(name: "Features", targets: ["Features"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "Evaluation", targets: ["Evaluation"]),
        .library(name: "Learning", targets: ["Learning"]),
        .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
        .library(name: "Models", targets: ["Models"]),
        .library(name: "Registry", targets: ["Registry"]),
        .library(name: "Scoring", targets: ["Scoring"]),
        .library(name: "Storage", targets: ["Storage"]),
    ],
    targets: [
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CFYAML", pkgConfig: "libfyaml", providers: [.apt(["libfyaml-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CDuckDB", pkgConfig: "duckdb"),
        .target(
            name: "CSimdJSON", cxxSettings: [.unsafeFlags(["-std=c++17"])],
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(
            name: "CCLD2", cxxSettings: [.unsafeFlags(["-std=c++17"])],
            linkerSettings: [.linkedLibrary("cld2")]),
        .target(name: "CVectorLoops"),
    ]
        + rooms.map { room in
            .target(
                name: room.name, dependencies: room.uses.map { .byName(name: $0) }, swiftSettings: strict)
        }
        + executables
        + [
            .target(
                name: "TestKit", dependencies: ["Arithmetic", "Features", "Models", "LinearAlgebra"],
                swiftSettings: strict),
            tests("Spelling", uses: ["Spelling"]),
            tests("Storage", uses: ["Storage"]),
            tests("Settings", uses: ["Settings"]),
            tests("Registry", uses: ["Registry", "Storage", "Features"]),
            tests("Terminal", uses: ["Terminal"]),
            .testTarget(name: "ArchitectureTests", swiftSettings: strict),
            tests("Features", uses: ["Features", "Settings"]),
            tests("Arithmetic", uses: ["Arithmetic", "LinearAlgebra"], resources: ["Goldens"]),
            tests("Languages", uses: ["Languages"]),
            tests("LinearAlgebra", uses: ["LinearAlgebra"]),
            tests("Models", uses: ["Models", "LinearAlgebra"]),
            tests(
                "Learning",
                uses: ["Learning", "Arithmetic", "Features", "Models", "LinearAlgebra", "Settings"],
                resources: ["Fixtures"]
            ),
            tests(
                "Datasets", uses: ["Datasets", "Evaluation", "Features", "Storage"], resources: ["Goldens"]),
            tests(
                "Drafting", uses: ["Drafting", "Datasets", "Evaluation", "Features", "Learning", "Settings"],
                resources: ["Goldens"]),
            tests("Exports", uses: ["Exports", "Storage", "Models", "Scoring"]),
            tests("Scoring", uses: ["Scoring", "Storage", "Features", "Models"]),
            tests("Personas", uses: ["Personas", "Scoring", "Settings", "Storage", "Features", "Models"]),
            tests(
                "Simulation",
                uses: ["Simulation", "Storage", "Settings", "Features", "LinearAlgebra", "Models"]),
            tests(
                "Workflow",
                uses: [
                    "Workflow", "Datasets", "Settings", "Features", "Learning", "LinearAlgebra", "Storage",
                    "Evaluation", "Personas",
                ]),
            tests(
                "Serving",
                uses: [
                    "Serving", "Storage", "Settings", "Features", "Models", "Registry", "Scoring", "Personas",
                ]),
            tests("Evaluation", uses: ["Evaluation", "Arithmetic"], resources: ["Fixtures"]),
            tests(
                "EndToEnd", uses: ["Features", "leadline", "leadlined", "Scoring", "Settings", "Storage"]),
            tests(
                "Reports", uses: ["Reports", "Evaluation", "Datasets", "Simulation", "Storage"],
                resources: ["Goldens"]),
        ]
)
