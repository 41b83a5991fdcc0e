import Testing

/// Each rule catches what it forbids and lets pass what it allows.
@Suite struct RuleTests {
    private let manifest = Manifest(
        parsing: """
            let rooms: [Room] = [
                Room(name: "Cellar", layer: 1, uses: ["CWine"]),
                Room(name: "Kitchen", layer: 1),
                Room(
                    name: "Hall", layer: 2,
                    uses: [
                        "Cellar", "Kitchen",
                    ]),
            ]
            .executableTarget(
                name: "guest", dependencies: ["Hall"], swiftSettings: strict),
            .systemLibrary(name: "CWine", pkgConfig: "wine"),
            .target(
                name: "CBeer", cxxSettings: []),
            .target(
                name: "TestKit", dependencies: ["Hall"], swiftSettings: strict),
            """)

    private func file(_ target: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/\(target)/File.swift", text: text)
    }

    @Test func readsTheManifest() {
        #expect(manifest.targets.map(\.name) == ["Cellar", "Kitchen", "Hall", "guest", "TestKit"])
        #expect(manifest.targets.map(\.layer) == [1, 1, 2, 100, 101])
        #expect(manifest.targets[2].uses == ["Cellar", "Kitchen"])
        #expect(manifest.cModules == ["CWine", "CBeer"])
        #expect(manifest.layer(of: "CBeer") == 0)
        #expect(manifest.layer(of: "Foundation") == nil)
    }

    @Test func readsImports() {
        let text = """
            import Hall
            public import Cellar
            @testable internal import Kitchen
              @_spi(Cooks) import struct guest.Visitor
            // import TestKit
            /// import TestKit
            let important = 1
            """
        #expect(file("guest", text).imports.map(\.module) == ["Hall", "Cellar", "Kitchen", "guest"])
        #expect(file("guest", text).imports.map(\.line) == [1, 2, 3, 4])
    }

    @Test func undeclaredImports() {
        let files = [
            file("Hall", "import Foundation\nimport Cellar\nimport CWine\n"),
            file("Kitchen", "import Cellar\n"),
            file("Cellar", "internal import CWine\n"),
        ]
        #expect(
            Rules.undeclaredImports(in: files, manifest).map(\.description) == [
                "Sources/Hall/File.swift:3: `Hall` does not declare `CWine`",
                "Sources/Kitchen/File.swift:1: `Kitchen` does not declare `Cellar`",
            ])
    }

    @Test func risingEdges() {
        #expect(Rules.risingEdges(manifest) == [])
        let wrong = Manifest(
            parsing: """
                Room(name: "Cellar", layer: 1, uses: ["Kitchen", "Hall", "Attic"]), Room(name: "Kitchen", layer: 1),
                Room(name: "Hall", layer: 2)
                """)
        #expect(
            Rules.risingEdges(wrong) == [
                "Cellar uses `Attic`, which is nowhere", "Cellar (1) uses Hall (2)",
                "Cellar (1) uses Kitchen (1)",
            ])
    }

    @Test func ownersOfCModules() {
        let owned = [file("Cellar", "import CWine"), file("Kitchen", "import CBeer")]
        #expect(Rules.sharedOrIdleCModules(in: owned, manifest) == [])
        let shared = [file("Cellar", "import CWine"), file("Hall", "import CWine")]
        #expect(
            Rules.sharedOrIdleCModules(in: shared, manifest) == ["CBeer: []", #"CWine: ["Cellar", "Hall"]"#])
    }

    @Test(arguments: [
        ("final class Cook: @unchecked Sendable {}", false),
        ("/// A cook.\nfinal class Cook: @unchecked Sendable {}", false),
        ("//\nfinal class Cook: @unchecked Sendable {}", false),
        ("let x = 1  // one\nfinal class Cook: @unchecked Sendable {}", false),
        ("// The pot is locked.\nfinal class Cook: @unchecked Sendable {}", true),
        ("final class Cook: @unchecked Sendable {  // The pot is locked.", true),
        ("// One never writes @unchecked Sendable here.", true),
    ])
    func uncheckedSendable(text: String, isAllowed: Bool) {
        #expect(Rules.silentUncheckedSendable(in: file("Hall", text)).isEmpty == isAllowed)
    }

    @Test func largeFiles() {
        let limit = String(repeating: "x", count: Rules.sizeLimit)
        #expect(Rules.largeFiles([file("Hall", limit)]) == [])
        #expect(Rules.largeFiles([file("Hall", limit + "x")]).count == 1)
    }

    @Test func furtherTypes() {
        let one = """
            @safe public final class Cook {
                struct Hat {}
            }

            extension Cook {
                private enum Spoon {}
            }

            /// A class of its own, he says.
            private func stir() {}
            """
        #expect(Rules.furtherTypes(in: file("Hall", one)) == [])
        let several =
            one + "\n\nprotocol Guest {}\n@frozen public indirect enum Dish {}\nprivate struct Salt {}\n"
        #expect(
            Rules.furtherTypes(in: file("Hall", several)).map(\.description) == [
                "Sources/Hall/File.swift:12: `Guest` belongs in a file of its own",
                "Sources/Hall/File.swift:13: `Dish` belongs in a file of its own",
                "Sources/Hall/File.swift:14: `Salt` belongs in a file of its own",
            ])
    }

    // The forbidden words are put together here, so that this file does not hold them.
    @Test func unfinishedWork() {
        for text in ["// TO" + "DO: later", "// FIX" + "ME", "fatalErr" + "or(\"unimplemented\")"] {
            #expect(Rules.unfinishedWork(in: file("Hall", "\n" + text)).map(\.line) == [2])
        }
        #expect(Rules.unfinishedWork(in: file("Hall", "let mastodon = \"toTODOs\"")) == [])
    }

    @Test func machinePaths() {
        for folder in ["ro" + "ot", "ho" + "me", "Us" + "ers"] {
            #expect(Rules.machinePaths(in: file("Hall", "let path = \"/\(folder)/me/leads.csv\"")).count == 1)
            #expect(Rules.machinePaths(in: file("Hall", "/\(folder)/me")).count == 1)
        }
        #expect(Rules.machinePaths(in: file("Hall", "https://example.org/ho" + "me/index.html")) == [])
    }
}
