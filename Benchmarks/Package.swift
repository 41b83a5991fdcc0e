// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)]

// Benchmarks are a package of their own, so that nobody who builds the product builds them.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "leadline", path: "..")],
    targets: [
        .executableTarget(
            name: "embedding",
            dependencies: [
                .product(name: "Datasets", package: "leadline"),
                .product(name: "Learning", package: "leadline"),
                .product(name: "Models", package: "leadline"),
            ],
            path: "Sources/EmbeddingBenchmark",
            swiftSettings: strict,
            linkerSettings: [
                .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../../../../.deps/duckdb/lib"])
            ]),
        .executableTarget(
            name: "fold",
            dependencies: [
                .product(name: "Features", package: "leadline"),
                .product(name: "Datasets", package: "leadline"),
            ],
            path: "Sources/FoldBenchmark",
            swiftSettings: strict,
            // DuckDB lies where the product's scripts/bootstrap unpacks it.
            linkerSettings: [
                .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../../../../.deps/duckdb/lib"])
            ]),
        .executableTarget(
            name: "learning",
            dependencies: [
                .product(name: "Learning", package: "leadline"),
                .product(name: "LinearAlgebra", package: "leadline"),
                .product(name: "Storage", package: "leadline"),
            ],
            path: "Sources/LearningBenchmark",
            swiftSettings: strict),
        .executableTarget(
            name: "metrics", dependencies: [.product(name: "Evaluation", package: "leadline")],
            path: "Sources/EvaluationBenchmark",
            swiftSettings: strict),
        .executableTarget(
            name: "numerical",
            dependencies: [
                .product(name: "Learning", package: "leadline"),
                .product(name: "LinearAlgebra", package: "leadline"),
                .product(name: "Models", package: "leadline"),
                .product(name: "Storage", package: "leadline"),
            ],
            path: "Sources/NumericalBenchmark",
            swiftSettings: strict),
        .executableTarget(
            name: "row",
            dependencies: [
                .product(name: "Models", package: "leadline"),
                .product(name: "Registry", package: "leadline"),
                .product(name: "Scoring", package: "leadline"),
            ],
            path: "Sources/RowBenchmark",
            swiftSettings: strict),
    ]
)
