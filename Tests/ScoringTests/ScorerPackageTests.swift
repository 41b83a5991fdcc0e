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

    /// Bins, evidence of levels and hashed levels are of a format that says so; the others stay as they were.
    @Test func evidenceAndHashesGoThroughFiles() throws {
        var package = try SampleScorer.package()
        #expect(
            String(decoding: try #require(package.files()["model.json"]), as: UTF8.self).contains(
                "\"formatVersion\":1"))
        let columns: [DesignColumn] = [
            DesignColumn(
                name: "evidence(visits)", input: 0,
                encoding: .bins(EvidenceBins(edges: [1, 2.5], evidence: [-0.5, 0.25, 1], missing: -0.1))),
            DesignColumn(
                name: "evidence(region)", input: 1,
                encoding: .levelEvidence(LevelEvidence(levels: [0.3, -0.2], other: 0.1, missing: 0))),
            DesignColumn(name: "campaign=#2", input: 2, encoding: .level(2)),
        ]
        package.model = try LogisticModel(
            encoder: DesignEncoder(
                inputs: package.model.inputs + [ModelInput(name: "campaign", kind: .category, buckets: 4)],
                columns: columns, fill: [0, 0, 0], mean: [0.1, 0.2, 0], scale: [0.7, 0.4, 1]),
            coefficients: [0.8, -0.4, 0.25], intercept: -1.5)
        package.features = nil
        let model = package.model
        package.golden = package.golden.enumerated().map { index, row in
            GoldenRow(inputs: row.inputs + [.level("campaign \(index)")], model: model)
        }
        let files = try package.files()
        let again = try ScorerPackage(files: files)
        #expect(again == package)
        try again.replayGolden()
        let text = String(decoding: try #require(files["model.json"]), as: UTF8.self)
        #expect(text.contains("\"formatVersion\":3") && text.contains("\"buckets\":4"))
        // By hand: the third bin, the first level, whatever the campaign.
        let margin = model.score([2.5, 0, 0].span).margin
        #expect(abs(margin - (-1.5 + 0.8 * (1 - 0.1) / 0.7 - 0.4 * (0.3 - 0.2) / 0.4)) < 1e-12)
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
        #expect(throws: ScoringError.newerFormat(file: "model.json", found: 9, known: 4)) {
            try ScorerPackage(files: files)
        }
    }
}
