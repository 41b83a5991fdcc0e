public import Storage

/// Makes the files of a scenario.
public struct Simulator: Sendable {
    /// What is simulated.
    public let scenario: Scenario
    /// Threads at most; the files do not depend on it.
    public let concurrency: Int

    /// Creates a simulator.
    ///
    /// - Parameters:
    ///   - scenario: read and checked.
    ///   - concurrency: threads at most.
    public init(_ scenario: Scenario, concurrency: Int) {
        self.scenario = scenario
        self.concurrency = concurrency
    }

    /// Writes the simulation; the folder appears whole or not at all.
    ///
    /// - Parameters:
    ///   - directory: the folder, which must not be there yet.
    ///   - page: makes `shapes.html` of what was counted; without it there is no such file.
    ///   - progress: hears how many of the scenario's steps are done.
    /// - Returns: what `simulation.json` says.
    /// - Throws: `alreadyExists`, `unwritable`.
    /// - Complexity: O(events). A firehose holds the events of one day and a few bytes a lead, a company all rows.
    @discardableResult
    public func write(
        to directory: String, page: ((Shapes) -> String)? = nil,
        progress: (_ done: Int) -> Void = { _ in }
    ) throws(StorageError) -> SimulationManifest {
        var staged = try StagedDirectory(for: directory)
        var folder = OutputFolder(path: staged.path)
        let outcome = try run(into: &folder, progress: progress)
        if let page { try folder.write(Array(page(outcome.shapes).utf8), to: "shapes.html") }
        let simulation = SimulationManifest(
            format: 1, name: scenario.name,
            scenario: try Digest(of: CanonicalJSON.encode(scenario)).description,
            seed: scenario.seed ?? 1, counts: outcome.counts,
            files: folder.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
        try folder.write(CanonicalJSON.encode(simulation), to: "simulation.json")
        try staged.publish()
        return simulation
    }

    /// What a run has counted.
    struct Outcome {
        var counts: [String: Int]
        var shapes: Shapes
    }

    private func run(
        into folder: inout OutputFolder, progress: (_ done: Int) -> Void
    ) throws(StorageError) -> Outcome {
        if let company = scenario.company {
            return try CompanyRun(company, scenario: scenario, concurrency: concurrency)
                .write(into: &folder, progress: progress)
        }
        guard let firehose = scenario.firehose else {
            preconditionFailure("a checked scenario has something to simulate")
        }
        return try FirehoseRun(firehose, scenario: scenario, concurrency: concurrency)
            .write(into: &folder, progress: progress)
    }
}
