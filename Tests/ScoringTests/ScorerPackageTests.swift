import Features
import Models
import Scoring
import Storage
import Testing

struct ScorerPackageTests {
    @Test(arguments: [true, false])
    func filesReadBackAsTheSamePackage(calibrated: Bool) throws {
        let package = try SampleScorer.package(calibrated: calibrated)
        let files = try package.files()
        let again = try ScorerPackage(files: files)
        #expect(again == package)
        #expect(try again.files() == files)
        try again.replayGolden()
    }

    /// A curve is of the newer format; what a line says is still written so that older readers read it.
    @Test func aCurveGoesThroughFiles() throws {
        var package = try SampleScorer.package()
        package.model = try package.model.calibrated(
            by: .isotonic(IsotonicCalibration(margins: [-2, 0, 1], logits: [-1, -1, 2])))
        let model = package.model
        package.golden = package.golden.map { GoldenRow(inputs: $0.inputs, model: model) }
        var files = try package.files()
        let again = try ScorerPackage(files: files)
        #expect(again == package)
        try again.replayGolden()
        let text = String(decoding: try #require(files["model.json"]), as: UTF8.self)
        #expect(text.contains("\"formatVersion\":2") && text.contains("isotonic"))
        var tensors = try Safetensors.decode(
            try #require(files["weights.safetensors"]), file: "weights.safetensors")
        for (shape, values) in [
            ([2], [0.0, 1]), ([1, 2], [0, 1]), ([2, 0], []), ([2, 2], [1, 0, 0, 1]), ([2, 2], [0, 1, 1, 0]),
        ] {
            tensors.tensors["calibration"] = .init(shape: shape, values: values)
            files["weights.safetensors"] = tensors.encode()
            #expect(throws: ScoringError.self, "\(shape) \(values)") { try ScorerPackage(files: files) }
        }
    }

    @Test(arguments: ["model.json", "weights.safetensors", "golden.json"])
    func aMissingFileIsNamed(file: String) throws {
        var files = try SampleScorer.package().files()
        files[file] = nil
        #expect(throws: ScoringError.missingFile(file)) { try ScorerPackage(files: files) }
    }

    @Test func everyFlippedByteIsRefusedOrScoresAsRecorded() throws {
        let package = try SampleScorer.package()
        let files = try package.files()
        var refused = 0
        for (name, bytes) in files {
            for index in stride(from: 0, to: bytes.count, by: 3) {
                var mutated = files
                mutated[name]?[index] ^= 0x11
                do {
                    let read = try ScorerPackage(files: mutated)
                    try read.replayGolden()
                } catch {
                    #expect("\(error)".contains("; "), "no remedy: \(error)")
                    refused += 1
                }
            }
        }
        #expect(refused > 100)
    }

    @Test func anotherWeightBreaksTheGoldenRows() throws {
        let package = try SampleScorer.package()
        var files = try package.files()
        let weights = try #require(files["weights.safetensors"])
        var tensors = try Safetensors.decode(weights, file: "weights.safetensors")
        tensors.tensors["intercept"] = Safetensors.Tensor([-1.5000000000000002])
        files["weights.safetensors"] = tensors.encode()
        let read = try ScorerPackage(files: files)
        #expect(throws: ScoringError.goldenRow(index: 0, field: "margin")) { try read.replayGolden() }
    }

    @Test func aPackageWithoutGoldenRowsProvesNothing() throws {
        var package = try SampleScorer.package()
        package.golden = []
        #expect(throws: ScoringError.self) { try package.replayGolden() }
    }

    @Test func aNewerFormatIsNamed() throws {
        var files = try SampleScorer.package().files()
        let text = String(decoding: try #require(files["model.json"]), as: UTF8.self)
        files["model.json"] = Array(text.replacing("\"formatVersion\":1", with: "\"formatVersion\":9").utf8)
        #expect(throws: ScoringError.newerFormat(file: "model.json", found: 9, known: 2)) {
            try ScorerPackage(files: files)
        }
    }
}
