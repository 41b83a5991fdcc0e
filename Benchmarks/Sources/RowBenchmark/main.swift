import Models
import Registry
import Scoring

/// Times the scoring of one row in process, the least of many runs.
///
///     row REGISTRY MODEL VERSION
///
/// Prints nanoseconds a row. Rows differ, so that nothing can be computed once; their scores are summed and the sum is looked at.
func run() throws {
    let words = CommandLine.arguments
    guard words.count == 4, let version = Int(words[3]) else {
        print("usage: row REGISTRY MODEL VERSION")
        return
    }
    let files = try Registry(root: words[1]).model(words[2]).load(version: version).files
    let model = try ScorerPackage(files: files).model
    let width = model.inputs.count
    var state: UInt64 = 1
    let rows = (0..<1_000 * width).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53 * 4 - 2
    }
    var least = Double.infinity
    var sum = 0.0
    let clock = ContinuousClock()
    for _ in 0..<200 {
        let start = clock.now
        for row in 0..<1_000 {
            sum += model.score(rows.span.extracting(row * width..<(row + 1) * width)).probability.value
        }
        let (seconds, attoseconds) = (clock.now - start).components
        least = min(least, (Double(seconds) * 1e9 + Double(attoseconds) * 1e-9) / 1_000)
    }
    precondition(sum > 0)
    print(least)
}

try run()
