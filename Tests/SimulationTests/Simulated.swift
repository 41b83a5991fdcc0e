import FoundationEssentials
import Simulation
import TestKit

/// A simulation in a folder of its own.
final class Simulated: Sendable {
    private let directory = TemporaryDirectory()
    let simulation: SimulationManifest
    var path: String { directory.path + "/out" }

    init(_ scenario: String, threads: Int = 2) throws {
        let simulator = Simulator(try Scenario(text: scenario, file: "scenario.yaml"), concurrency: threads)
        simulation = try simulator.write(to: directory.path + "/out")
    }

    /// The rows of a CSV file without quotes, each by the names of its header.
    func rows(_ file: String) throws -> [[String: Substring]] {
        let text = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let names = lines[0].split(separator: ",").map(String.init)
        return lines.dropFirst().map { line in
            let values = line.split(separator: ",", omittingEmptySubsequences: false)
            return Dictionary(uniqueKeysWithValues: zip(names, values))
        }
    }
}
