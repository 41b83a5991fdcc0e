import FoundationEssentials
import Testing

/// Clusters by the command line.
@Suite struct ClusterVerbTests {
    private func lines(_ rows: Int) -> String {
        var lines = ["size,calls,won"]
        for row in 0..<rows {
            let group = row % 3
            lines.append(
                "\(group * 10 + row * 7 % 5),\(Double(group % 2) * 8 + Double(row * 3 % 4) / 2),\(row % 2)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func clustersAreFoundWrittenAndUsed() throws {
        let shop = try Shop()
        try shop.write(lines(180), to: "rows.csv")
        let outcome = try shop.leadline(
            "cluster", "rows.csv", "--k-range", "2..4", "--input", "size", "--input", "calls", "--bootstraps",
            "20",
            "-o", "out/clusters.json", "--assignments", "out/clusters.npy")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("3 (taken)") && outcome.output.contains("highlyStable"))
        let written = try Data(contentsOf: URL(filePath: shop.path + "/out/clusters.json"))
        let document = try JSONDecoder().decode(Written.self, from: written)
        #expect(document.formatVersion == 1 && document.names == ["size", "calls"])
        #expect(document.clusters.map(\.size) == [60, 60, 60] && document.model.centres.count == 3)
        let again = try shop.leadline(
            "cluster", "rows.csv", "--k-range", "2..4", "--input", "size", "--input", "calls", "--bootstraps",
            "20",
            "--threads", "5", "--json")
        #expect(Data(again.output.utf8) == written)
        let assigned = try shop.leadline(
            "cluster", "rows.csv", "--model", "out/clusters.json", "--assignments", "out/again.npy")
        #expect(assigned.status == 0, "\(assigned.errors)")
        let bytes = try ["clusters", "again"].map {
            try Data(contentsOf: URL(filePath: shop.path + "/out/\($0).npy"))
        }
        #expect(bytes[0] == bytes[1] && bytes[0].count == 128 + 4 * 180)
    }

    @Test func centresOfATableAreTaken() throws {
        let shop = try Shop()
        try shop.write(lines(60), to: "rows.csv")
        try shop.write("calls,size\n0,0\n8,10\n0,20\n", to: "start.csv")
        let outcome = try shop.leadline(
            "cluster", "rows.csv", "--k", "3", "--input", "size", "--input", "calls", "--start", "start.csv",
            "--bootstraps", "0", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let document = try JSONDecoder().decode(Written.self, from: Data(outcome.output.utf8))
        #expect(document.clusters.map(\.size) == [20, 20, 20])
        #expect(document.model.centres.map { Int($0[0] / 10) } == [0, 1, 2])
    }

    @Test func stabilityThatWasNotMeasuredIsNotTrusted() throws {
        let shop = try Shop()
        try shop.write(lines(30), to: "rows.csv")
        let outcome = try shop.leadline("cluster", "rows.csv", "--k", "25", "--bootstraps", "4")
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.output.contains("notMeasured: samples had fewer different rows"))
    }

    @Test func whatCannotBeClusteredIsRefused() throws {
        let shop = try Shop()
        try shop.write(lines(12), to: "rows.csv")
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try BuiltProgram.leadline.run(["cluster", "rows.csv"] + arguments, in: shop.path)
            #expect(outcome.status == 3, "\(arguments): \(outcome.output)")
            return outcome.errors
        }
        #expect(try refusal("--k", "13").contains("13 clusters need as many rows"))
        #expect(try refusal().contains("give --k N or --k-range A..B"))
        #expect(try refusal("--k-range", "5..2").contains("write it as 2..8"))
        #expect(try refusal("--k", "2", "--input", "nothing").contains("no column 'nothing'"))
        #expect(try refusal("--k", "2", "--model", "x.json").contains("--k does nothing"))
        #expect(try refusal("--model", "x.json").contains("give --assignments FILE"))
        #expect(try refusal("--k-range", "2..3", "--start", "x.npy").contains("--start does nothing"))
        #expect(
            try refusal("--k", "2", "--start", "x.npy", "--restarts", "3").contains("--restarts does nothing")
        )
        #expect(try refusal("--k", "2", "--batch", "12").contains("leave --batch out"))
        for options in [["--columns", "2"], ["--type", "float32"]] {
            let outcome = try BuiltProgram.leadline.run(
                ["cluster", "rows.csv", "--k", "2"] + options, in: shop.path)
            #expect(outcome.status != 0 && outcome.errors.contains("says nothing about a table"))
        }
    }

    private struct Written: Decodable {
        var formatVersion: Int
        var names: [String]
        var clusters: [Cluster]
        var model: Model

        struct Cluster: Decodable { var size: Int }
        struct Model: Decodable { var centres: [[Double]] }
    }
}
