import FoundationEssentials
import Glibc
import Storage
import Testing

/// A logistic regression by the command line.
@Suite struct FitTests {
    @Test func coefficientsAreWrittenAndRepeat() throws {
        let shop = try Shop()
        var lines = ["won,size,calls"]
        for row in 0..<200 {
            lines.append("\(row * 7 % 10 < row % 8 ? 1 : 0),\(row % 13),\(Double(row % 8) / 2)")
        }
        try shop.write(lines.joined(separator: "\n") + "\n", to: "rows.csv")
        let outcome = try shop.leadline(
            "fit", "rows.csv", "--labels", "won", "--standard-errors", "-o", "fit.json")
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("200 rows, 2 columns") && outcome.output.contains("converged"))
        let written = try Data(contentsOf: URL(filePath: shop.path + "/fit.json"))
        let document = try JSONDecoder().decode(Written.self, from: written)
        #expect(document.names == ["size", "calls"] && document.formatVersion == 1)
        #expect(document.fits[0].coefficients[1] > 0.2 && document.fits[0].standardErrors?.count == 2)
        let again = try shop.leadline(
            "fit", "rows.csv", "--labels", "won", "--standard-errors", "--threads", "7", "--json")
        #expect(Data(again.output.utf8) == written)
        let path = try shop.leadline(
            "fit", "rows.csv", "--labels", "won", "--l1-ratio", "1", "--path", "5", "--unpenalized", "size")
        #expect(path.status == 0 && path.output.contains("coordinateDescent"), "\(path.output)")
    }

    @Test func otherRowsGetProbabilities() throws {
        let shop = try Shop()
        let rows = (0..<200).map { "\($0 * 7 % 10 < $0 % 8 ? 1 : 0),\($0 % 13),\(Double($0 % 8) / 2)" }
        try shop.write((["won,size,calls"] + rows).joined(separator: "\n") + "\n", to: "rows.csv")
        #expect(try shop.leadline("fit", "rows.csv", "--labels", "won", "-o", "fit.json").status == 0)
        // Columns go by their names; what else a table has does not matter.
        try shop.write("calls,name,size\n1.5,7,12\n0,8,3\n", to: "new.csv")
        let outcome = try shop.leadline("fit", "new.csv", "--model", "fit.json", "--probabilities", "p.npy")
        #expect(outcome.status == 0 && outcome.output.contains("2 probabilities"), "\(outcome.errors)")
        let fit = try JSONDecoder().decode(
            Written.self, from: Data(contentsOf: URL(filePath: shop.path + "/fit.json"))
        ).fits[0]
        let found = try NumberFile(numPy: shop.path + "/p.npy").doubles()
        for (row, probability) in zip([[12, 1.5], [3, 0]], found) {
            let margin = fit.intercept + row[0] * fit.coefficients[0] + row[1] * fit.coefficients[1]
            #expect(abs(probability - 1 / (1 + exp(-margin))) < 1e-14)
        }
        for (words, problem) in [
            (["new.csv", "--model", "fit.json"], "give --probabilities FILE"),
            (["new.csv", "--probabilities", "p.npy"], "--probabilities does nothing"),
            (["new.csv", "--model", "fit.json", "--labels", "name"], "--labels does nothing"),
            (["rows.csv"], "give --labels FILE"),
            (["p.npy", "--model", "fit.json", "--probabilities", "q.npy"], "shape"),
        ] {
            let refused = try BuiltProgram.leadline.run(["fit"] + words, in: shop.path)
            #expect(refused.status == 3 && refused.errors.contains(problem), "\(refused.errors)")
        }
    }

    /// Weights of outcomes, searches that did not end, and known parts of the logit are not forgotten.
    @Test func whatAFitWasOfIsTold() throws {
        let shop = try Shop()
        let rows = (0..<200).map { "\($0 * 7 % 10 < $0 % 8 ? 1 : 0),\($0 % 13),\(Double($0 % 8) / 2)" }
        try shop.write((["won,size,calls"] + rows).joined(separator: "\n") + "\n", to: "rows.csv")
        func predict(_ fit: [String], _ more: [String] = []) throws -> BuiltProgram.Outcome {
            _ = try BuiltProgram.leadline.run(
                ["fit", "rows.csv", "--labels", "won", "-o", "fit.json"] + fit, in: shop.path)
            return try BuiltProgram.leadline.run(
                ["fit", "rows.csv", "--model", "fit.json", "--probabilities", "p.npy"] + more, in: shop.path)
        }
        #expect(try predict([]).status == 0)
        let weighed = try predict(["--class-weights", "balanced"])
        #expect(weighed.status == 2 && weighed.errors.contains("weighs outcomes"), "\(weighed.errors)")
        let early = try predict(["--iterations", "1", "--tolerance", "1e-14"])
        #expect(early.status == 2 && early.errors.contains("iterationLimit"), "\(early.errors)")
        let offset = try predict(["--offsets", "size"])
        #expect(offset.status == 3 && offset.errors.contains("give --offsets"), "\(offset.errors)")
        #expect(try predict(["--offsets", "size"], ["--offsets", "size"]).status == 0)
        try shop.write(
            #"{"fits":[{"coefficients":[1e300,0],"intercept":0,"state":"converged"}],"formatVersion":1}"#,
            to: "fit.json")
        let damaged = try shop.leadline("fit", "rows.csv", "--model", "fit.json", "--probabilities", "p.npy")
        #expect(damaged.status == 3 && damaged.errors.contains("beyond ±1e90"), "\(damaged.errors)")
    }

    @Test func whatCannotBeFittedIsRefused() throws {
        let shop = try Shop()
        try shop.write("won,x\n1,2\n1,3\n", to: "rows.csv")
        let single = try shop.leadline("fit", "rows.csv", "--labels", "won")
        #expect(single.status == 3 && single.errors.contains("all 2 labels are positive"))
        let penalty = try shop.leadline("fit", "rows.csv", "--labels", "won", "--penalty", "-1")
        #expect(penalty.status == 3 && penalty.errors.contains("'penalty' must be"), "\(penalty.errors)")
        let solver = try shop.leadline(
            "fit", "rows.csv", "--labels", "x", "--l1-ratio", "1", "--solver", "newton")
        #expect(solver.status == 3, "\(solver.output)")
    }

    @Test func aFitBeginsWhereAnotherEnded() throws {
        let shop = try Shop()
        let rows = (0..<300).map { "\($0 * 7 % 10 < $0 % 8 ? 1 : 0),\($0 % 13),\(Double($0 % 8) / 2)" }
        try shop.write((["won,size,calls"] + rows).joined(separator: "\n") + "\n", to: "rows.csv")
        func fit(_ words: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(["fit", "rows.csv", "--labels", "won"] + words, in: shop.path)
        }
        func steps(_ outcome: BuiltProgram.Outcome) throws -> Int {
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try JSONDecoder().decode(Written.self, from: Data(outcome.output.utf8)).fits[0].iterations
        }
        let cold = try steps(try fit("-o", "fit.json", "--json"))
        let warm = try steps(try fit("--start", "fit.json", "--json"))
        #expect(warm < cold && warm <= 1)
        let path = try fit("--start", "fit.json", "--path", "5", "--l1-ratio", "1")
        #expect(path.status == 3 && path.errors.contains("--start"))
        try shop.write((["won,calls,size"] + rows).joined(separator: "\n") + "\n", to: "rows.csv")
        let other = try fit("--start", "fit.json")
        #expect(other.status == 3 && other.errors.contains("other columns"), "\(other.errors)")
        try shop.write("{}", to: "fit.json")
        #expect(try fit("--start", "fit.json").status == 3)
    }

    @Test func outcomesAreWeighted() throws {
        let shop = try Shop()
        try shop.write("won,x\n1,1\n0,0\n0,1\n0,0\n0,2\n1,2\n", to: "rows.csv")
        func fit(_ weights: String) throws -> BuiltProgram.Outcome {
            try shop.leadline("fit", "rows.csv", "--labels", "won", "--class-weights", weights, "--json")
        }
        let (balanced, explicit) = (try fit("balanced"), try fit("positive=1.5,negative=0.75"))
        #expect(balanced.status == 0 && balanced.output == explicit.output, "\(balanced.errors)")
        #expect(try fit("positive=1,negative=1").output != balanced.output)
        let odd = try fit("even")
        #expect(odd.status == 3 && odd.errors.contains("positive=X,negative=Y"))
    }

    @Test func optionsThatWouldDoNothingAreRefused() throws {
        let shop = try Shop()
        try shop.write("won,x,c\n1,2,1\n0,3,2\n", to: "rows.csv")
        for (words, remedy) in [
            (["--clusters", "c"], "add `--standard-errors`"), (["--path", "5"], "add `--l1-ratio`"),
            (["--path", "5", "--l1-ratio", "1", "--penalty", "2"], "leave one of the two out"),
            (["--standard-errors", "--l1-ratio", "1"], "leave it out, or"),
            (["--columns", "2"], "leave it out"), (["--type", "float32"], "leave it out"),
            (["--row-starts", "x.npy"], "leave it out"),
        ] {
            let outcome = try BuiltProgram.leadline.run(
                ["fit", "rows.csv", "--labels", "won"] + words, in: shop.path)
            #expect(outcome.status == 3 && outcome.errors.contains(remedy), "\(words): \(outcome.errors)")
        }
    }

    private struct Written: Decodable {
        var formatVersion: Int
        var names: [String]
        var fits: [Fit]

        struct Fit: Decodable {
            var coefficients: [Double]
            var intercept: Double
            var standardErrors: [Double]?
            var iterations: Int
        }
    }
}
