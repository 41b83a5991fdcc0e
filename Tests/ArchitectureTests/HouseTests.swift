import Testing

/// The house stands as `Package.swift` says.
@Suite struct HouseTests {
    private static let sources = Checkout.sources()
    private let manifest: Manifest
    private let sources = Self.sources

    init() throws { manifest = try Checkout.manifest() }

    /// A reader that finds nothing would find no violation either.
    @Test func theHouseIsRead() {
        #expect(manifest.targets.count >= 17)
        #expect(manifest.cModules.count >= 7)
        #expect(sources.count >= 40)
        #expect(Set(sources.map(\.target)).isSuperset(of: manifest.targets.map(\.name)))
        #expect(sources.contains { $0.imports.contains { $0.module == "CFYAML" } })
    }

    @Test func importsAreDeclared() { #expect(Rules.undeclaredImports(in: sources, manifest) == []) }

    @Test func edgesLeadDown() { #expect(Rules.risingEdges(manifest) == []) }

    @Test func everyCModuleHasOneOwner() {
        #expect(Rules.sharedOrIdleCModules(in: sources, manifest) == [])
    }

    @Test func uncheckedSendableHasReasons() {
        #expect(sources.flatMap { Rules.silentUncheckedSendable(in: $0) } == [])
    }

    @Test func filesAreSmall() { #expect(Rules.largeFiles(sources) == []) }

    @Test func theDataRoomHasOneTypeAFile() {
        let room = sources.filter { $0.target == "Datasets" }
        #expect(room.count >= 200)
        #expect(room.flatMap { Rules.furtherTypes(in: $0) } == [])
    }

    @Test func nothingIsUnfinished() { #expect(sources.flatMap { Rules.unfinishedWork(in: $0) } == []) }

    @Test func nothingNamesOneMachine() {
        #expect(Checkout.files().flatMap { Rules.machinePaths(in: $0) } == [])
    }
}
