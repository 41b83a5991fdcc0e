import Learning
import LinearAlgebra
import Storage
import TestKit
import Testing
import Workflow

@Suite struct FitDocumentTests {
    private let folder = TemporaryDirectory()
    private let rows = 60

    /// Three columns and labels that lean on them.
    private func sample() -> (elements: [Float], labels: [Bool]) {
        var random = CounterRandom(seed: 51, stream: "fit files")
        let elements = (0..<rows * 3).map { _ in Float(random.nextUniform() * 4 - 2) }
        let labels = (0..<rows).map { Double(elements[3 * $0]) + random.nextUniform() * 4 - 2 > 0 }
        return (elements, labels)
    }

    private func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try AtomicFile.write(bytes, to: folder.path + "/" + name)
        return folder.path + "/" + name
    }

    private func bytes(_ numbers: [UInt64], size: Int) -> [UInt8] {
        numbers.flatMap { number in (0..<size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
    }

    @Test func everyFormGivesTheSameFit() throws {
        let (elements, labels) = sample()
        let y = try write(labels.map { $0 ? 1 : 0 }, "y.bin")
        var singles = FitFiles(
            MatrixFiles(design: try write(bytes(elements.map { UInt64($0.bitPattern) }, size: 4), "x32.bin")),
            labels: y)
        singles.matrix.kind = .float32
        singles.matrix.columns = 3
        var doubles = FitFiles(
            MatrixFiles(
                design: try write(bytes(elements.map { Double($0).bitPattern }, size: 8), "x64.bin")),
            labels: y)
        doubles.matrix.columns = 3
        var sparse = FitFiles(MatrixFiles(design: doubles.matrix.design), labels: y)
        sparse.matrix.columns = 3
        sparse.matrix.rowStarts = try write(bytes((0...rows).map { UInt64($0 * 3) }, size: 8), "starts.bin")
        sparse.matrix.columnIndices = try write(
            bytes((0..<rows * 3).map { UInt64($0 % 3) }, size: 4), "indices.bin")
        var lines = ["won,a,b,c"]
        for row in 0..<rows {
            let numbers = (0..<3).map { "\(Double(elements[3 * row + $0]))" }
            lines.append("\(labels[row])," + numbers.joined(separator: ","))
        }
        let table = FitFiles(
            MatrixFiles(design: try write(Array(lines.joined(separator: "\n").utf8), "rows.csv")),
            labels: "won")
        let documents = try [doubles, singles, sparse, table].map {
            try FitDocument($0, unpenalized: ["1"], configuration: .init(penalty: 2))
        }
        #expect(documents.map(\.names) == [nil, nil, nil, ["a", "b", "c"]])
        let reference = documents[0].fits[0]
        #expect(reference.state == .converged && documents[0].rows == rows)
        for document in documents {
            let fit = document.fits[0]
            for (left, right) in zip(
                fit.coefficients + [fit.intercept], reference.coefficients + [reference.intercept])
            {
                #expect(abs(left - right) < 1e-9)
            }
        }
        #expect(try FitDocument(table, unpenalized: ["b"], configuration: .init(penalty: 2)) == documents[3])
        #expect(documents[3].fits == [reference])
    }

    @Test func weightsOffsetsAndClustersAreReadToo() throws {
        let (elements, labels) = sample()
        var lines = ["x,y,w,o,c"]
        for row in 0..<rows {
            lines.append(
                "\(elements[3 * row]),\(labels[row] ? 1 : 0),\(row % 3),\(0.1 * Double(row % 5)),\(row / 4)")
        }
        var files = FitFiles(
            MatrixFiles(design: try write(Array(lines.joined(separator: "\n").utf8), "rows.csv")), labels: "y"
        )
        files.matrix.weights = "w"
        files.offsets = "o"
        files.clusters = "c"
        let (problem, names) = try files.read()
        #expect(names == ["x"] && problem.design.columns == 1)
        #expect(problem.weights?[2] == 2 && problem.offsets?[4] == 0.4 && problem.clusters?[9] == 2)
        let fit = try FitDocument(files, unpenalized: [], configuration: .init()).fits[0]
        let interval = try #require(fit.intervals?[0])
        let error = try #require(fit.clusteredErrors?[0])
        #expect(abs(interval.upper - fit.coefficients[0] - 1.959963984540054 * error) < 1e-12)
    }

    @Test func aPathHasItsStrengths() throws {
        let (elements, labels) = sample()
        var files = FitFiles(
            MatrixFiles(design: try write(bytes(elements.map { Double($0).bitPattern }, size: 8), "x.bin")),
            labels: try write(labels.map { $0 ? 1 : 0 }, "y.bin"))
        files.matrix.columns = 3
        let fits = try FitDocument(
            files, unpenalized: [], configuration: .init(l1Ratio: 1), strengths: 10
        ).fits
        #expect(fits.count == 10 && fits[9].coefficients.count { $0 != 0 } > 0)
        #expect(zip(fits, fits.dropFirst()).allSatisfy { $0.penalty > $1.penalty })
    }

    @Test func whatDoesNotFitIsSaid() throws {
        let y = try write([0, 1, 1], "y.bin")
        let x = try write([UInt8](repeating: 0, count: 48), "x.bin")
        func message(_ change: (inout FitFiles) throws -> Void) -> String {
            do {
                var files = FitFiles(MatrixFiles(design: x), labels: y)
                files.matrix.columns = 2
                try change(&files)
                _ = try FitDocument(files, unpenalized: ["7"], configuration: .init())
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(message { $0.matrix.columns = nil }.contains("--columns N"))
        #expect(message { $0.matrix.columns = 3 }.contains("[2, 3], and there are 3 labels"))
        #expect(message { $0.labels = try write([0, 1, 2], "z.bin") }.contains("row 3 of"))
        #expect(message { _ in }.contains("no column '7'"))
        #expect(message { $0.matrix.rowStarts = y }.contains("--column-indices"))
        #expect(
            message {
                $0.matrix.rowStarts = try write([UInt8](repeating: 0, count: 32), "s.bin")
                $0.matrix.columnIndices = try write([UInt8](repeating: 0, count: 24), "i.bin")
            }.contains("does not ascend"))
        #expect(
            message {
                $0.matrix.columns = nil
                $0.matrix.rowStarts = try write(bytes([0, 2, 4, 6], size: 8), "s.bin")
                $0.matrix.columnIndices = try write(bytes([0, 1, 0, 1, 0, 0x7FFF_FFFF], size: 4), "i.bin")
            }.contains("has not a column"))
        #expect(
            message { $0.matrix.design = try write(Array("a,b\n1,2\n".utf8), "t.csv") }.contains("no column"))
        #expect(
            message {
                $0.matrix.design = try write(Array("a,b\n1,x\n".utf8), "t.csv"); $0.labels = "a"
            } != "")
    }
}
