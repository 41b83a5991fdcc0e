// swift-tools-version: 6.2
import PackageDescription

// Benchmarks are a package of their own, so that nobody who builds the product builds them.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "leadline", path: "..")],
    targets: [
        .executableTarget(
            name: "fold", dependencies: [.product(name: "Features", package: "leadline")],
            path: "Sources/FoldBenchmark",
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)])
    ]
)
