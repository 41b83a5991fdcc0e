// Times the fold: of a stored log with all that reading it takes, or alone, on events that are in memory already.
//
//     fold log FOLDER FIRST [CUTOFFS] [DAYS] [THREADS]             all leads of a log at cutoffs some days apart
//     fold values FOLDER FIRST CUTOFFS DAYS FILE                   the same, every value, as CSV
//     fold table [EVENTS] [LEADS] [CUTOFFS] [THREADS] [REPEATS]    many leads at many cutoffs, from a table
//     fold online [EVENTS] [REPEATS]                               one lead after each new event
//
// Built and run by `swift run -c release --package-path Benchmarks fold table`.
// Prints the least and the median time, a checksum of all values and the peak of memory in use.
import Datasets
import Features
import FoundationEssentials
import Glibc

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body).components
    return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
}

func report(_ name: String, _ times: [Double], unit: String, scale: Double) {
    let sorted = times.sorted()
    let (least, median) = (sorted[0] * scale, sorted[sorted.count / 2] * scale)
    print("\(name): least \(least) \(unit), median \(median) \(unit), of \(sorted.count)")
}

func peakMegabytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
}

func argument(_ place: Int, default value: Int) -> Int {
    CommandLine.arguments.count > place ? Int(CommandLine.arguments[place]) ?? value : value
}

func table() throws {
    let workload = Workload(
        events: argument(2, default: 10_000_000), leads: argument(3, default: 200_000),
        cutoffs: argument(4, default: 26), late: 0.02)
    let table = workload.table()
    let before = peakMegabytes()
    let fold = FeatureTableFold(
        try Workload.features(), table, concurrency: argument(5, default: 2))
    let questions = FrameQuestions(entities: table.entities, at: workload.times)
    var checksum: UInt64 = 0
    let times = (0..<argument(6, default: 5)).map { _ in
        checksum = 0
        return seconds {
            fold.forEachBlock(of: questions) { block in
                for feature in 0..<40 {
                    block.withNumbers(ofFeatureAt: feature) { numbers in
                        for index in 0..<numbers.count where !numbers[index].isNaN {
                            checksum &+= numbers[index].bitPattern
                        }
                    }
                }
            }
        }
    }
    print("\(table.rowCount) events, \(table.entities.count) leads, \(questions.rowCount) rows")
    report("fold", times, unit: "s", scale: 1)
    print("checksum \(checksum), peak \(peakMegabytes()) MB, of it the table \(before) MB")
}

func online() throws {
    let history = Workload(events: argument(2, default: 1000), leads: 1, cutoffs: 1, late: 0.02).table()
    let events = history.events(of: history.entities[0])
    var checksum: UInt64 = 0
    var times: [Double] = []
    for _ in 0..<argument(3, default: 20) {
        var fold = FeatureFold(try Workload.features())
        fold.reset(entity: history.entities[0])
        fold.record(Array(events.dropLast(100)))
        _ = fold.values(at: events[events.count - 101].recordedAt)
        var buffer: [FeatureValue] = []
        for event in events.suffix(100) {
            times.append(
                seconds {
                    fold.record(event)
                    fold.write(at: event.recordedAt + TimeSpan(microseconds: 1), into: &buffer)
                })
            if case .number(let number) = buffer[0] { checksum &+= number.bitPattern }
        }
    }
    report("after an event, history \(events.count)", times, unit: "us", scale: 1e6)
    print("checksum \(checksum)")
}

/// Cutoffs some days apart from one on, as the arguments after the folder say: microseconds UTC, how many, days.
func cutoffs() -> [Instant] {
    (0..<argument(4, default: 26)).map {
        Instant(microseconds: Int64(argument(3, default: 0))) + TimeSpan.days(argument(5, default: 14) * $0)
    }
}

/// A log's 40 features: the sum and the number of values of each column as JSON.
func log() throws {
    let cutoffs = cutoffs()
    var summary: FrameSummary?
    let seconds = try seconds {
        let store = try EventLogStore(CommandLine.arguments[2], verifiesPartitions: false)
        let fold = LogFold(store, try Workload.features(), concurrency: argument(6, default: 2))
        summary = try fold.summary { (table) throws(DatasetError) in
            FrameQuestions(entities: table.entities.filter { $0.namespace == "lead" }, at: cutoffs)
        }
    }
    guard let summary else { return }
    var columns: [String: Column] = [:]
    for column in summary.columns {
        columns[column.name] = Column(sum: column.sum ?? 0, values: column.values)
    }
    let result = LogResult(seconds: seconds, rows: summary.rows, columns: columns)
    print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
}

/// A log's 40 features as CSV: the lead's key, the cutoff's place, the values.
func values() throws {
    let (cutoffs, features) = (cutoffs(), try Workload.features())
    let store = try EventLogStore(CommandLine.arguments[2])
    let parts = try LogFold(store, features).results(
        of: { (table) throws(DatasetError) in
            FrameQuestions(entities: table.entities.filter { $0.namespace == "lead" }, at: cutoffs)
        }, from: { "" }
    ) { text, block, questions in
        for entity in block.entities {
            for (place, row) in questions.rows(ofEntityAt: entity).enumerated() {
                text += "\(questions.entities[entity].id),\(place)"
                for feature in features.features.indices {
                    let number = block.withNumbers(ofFeatureAt: feature) { $0[row - block.rows.lowerBound] }
                    text += number.isNaN ? "," : ",\(number)"
                }
                text += "\n"
            }
        }
    }
    let header = (["key", "k"] + features.features.map(\.name)).joined(separator: ",")
    try Data((header + "\n" + parts.joined()).utf8).write(to: URL(filePath: CommandLine.arguments[6]))
}

struct Column: Codable { var sum: Double, values: Int }

struct LogResult: Codable {
    var seconds: Double
    var rows: Int
    var columns: [String: Column]
}

switch CommandLine.arguments.dropFirst().first {
case "log": try log()
case "values": try values()
case "table": try table()
case "online": try online()
default: print("fold log|values|table|online, see main.swift")
}
