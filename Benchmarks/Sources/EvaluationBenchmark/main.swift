// Times parts of an evaluation, on scores and labels that a file holds.
//
//     metrics auroc FILE ROWS              the area under the ROC curve
//     metrics bootstrap FILE ROWS COUNT    so many resamples of the ranking's metrics
//     metrics evaluate FILE ROWS           every metric, overall and of five groups
//
// FILE has ROWS doubles, then ROWS bytes that are 1 for a positive, then ROWS bytes with the group's number; each of
// little-endian order. Prints the seconds of one run, and a figure to compare. `Benchmarks/evaluation/bench.py` runs it
// and its peers in turn.
import Evaluation
import FoundationEssentials

let arguments = CommandLine.arguments
guard arguments.count >= 4, let rows = Int(arguments[3]), let count = Int(arguments.last ?? "") else {
    fatalError("usage: metrics auroc|bootstrap|evaluate FILE ROWS [COUNT]")
}
let bytes = try Data(contentsOf: URL(filePath: arguments[2]))
let scores = bytes.prefix(8 * rows).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
let labels = bytes.dropFirst(8 * rows).prefix(rows).map { $0 == 1 }
let groups = bytes.dropFirst(9 * rows).prefix(rows).map { Optional("group \($0)") }
let set = try EvaluationSet(
    scores: scores, labels: labels, groups: [Grouping(name: "group", values: groups)])
let clock = ContinuousClock()
var figure: Double?
let duration: Duration
switch arguments[1] {
case "auroc":
    duration = clock.measure { figure = Concordance(set).area }
case "bootstrap":
    duration = clock.measure {
        figure = RankedRows(set).bootstrapped(top: 0.1, resamples: count, seed: 1).auroc.lower
    }
default:
    let plan = try EvaluationPlan(groups: ["group"])
    duration = try clock.measure { figure = Double(try plan.evaluate(set).count) }
}
let parts = duration.components
print(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18, figure ?? .nan)
