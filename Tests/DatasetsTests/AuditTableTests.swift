import Datasets
import Features
import Testing

/// The checks that need no more than columns, on plain tables with a leak planted and without.
struct AuditTableTests {
    /// Two thousand rows in order of time; labels follow a number and a store.
    private struct Rows {
        var labels: [Bool] = []
        var stores: [String] = []
        var numbers: [Double] = []
        var others: [Double] = []
        private var state: UInt64

        init(seed: UInt64, stores count: Int = 60) {
            state = seed
            for _ in 0..<2000 {
                let store = below(count)
                let number = Double(below(10_000)) / 100
                stores.append("s\(store)")
                numbers.append(number)
                others.append(Double(below(1_000_000)) / 7)
                labels.append(below(100) < 10 + Int(number / 3) + store % 5)
            }
        }

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }

        func audit(_ extra: [FeatureColumn] = []) throws -> AuditReport {
            let columns =
                [
                    FeatureColumn(name: "store", values: .categories(stores)),
                    FeatureColumn(name: "number", values: .numbers(numbers)),
                    FeatureColumn(name: "other", values: .numbers(others)),
                ] + extra
            let times = labels.indices.map { Instant(microseconds: Int64($0)) }
            let frame = TimeSlicedFrame(
                features: FeatureFrame(
                    entities: labels.indices.map { EntityKey(namespace: "row", id: "\($0)") }, cutoffs: times,
                    columns: columns), labels: labels,
                slices: labels.indices.map { $0 < 1400 ? .train : .test }, labelStarts: times,
                labelEnds: times)
            let fields = Dictionary(
                uniqueKeysWithValues: columns.map {
                    ($0.name, FieldDefinition(type: .number, purpose: .feature, known: .asOf))
                })
            return try LeakageAudit().run(
                TableDefinition(
                    file: "rows.csv", format: SourceFormat(type: .csv),
                    label: TableDefinition.Label(field: "won", positive: .flag(true)), fields: fields,
                    slices: TableDefinition.Shares(train: 0.7, test: 0.3)), frame: frame)
        }

        /// The mean label by store over some rows, as a column.
        func rates(over rows: Range<Int>, smoothing: Double = 0) -> [Double] {
            var sums: [String: (positives: Double, count: Double)] = [:]
            for row in rows {
                var sum = sums[stores[row]] ?? (0, 0)
                sum.count += 1
                if labels[row] { sum.positives += 1 }
                sums[stores[row]] = sum
            }
            return stores.map { store in
                let sum = sums[store] ?? (0, 0)
                return (sum.positives + 0.3 * smoothing) / max(1, sum.count + smoothing)
            }
        }

        func scaled(over rows: Range<Int>, digits: Double = 1e9) -> [Double] {
            let mean = numbers[rows].reduce(0, +) / Double(rows.count)
            let variance = numbers[rows].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows.count)
            return numbers.map { (($0 - mean) / variance.squareRoot() * digits).rounded() / digits }
        }
    }

    private func accused(_ report: AuditReport) -> [String] {
        report.findings.filter { $0.severity != .pass }.map { "\($0.check.rawValue) \($0.field ?? "-")" }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func cleanTablesAreNotAccused(seed: UInt64) throws {
        let rows = Rows(seed: seed)
        let report = try rows.audit([
            FeatureColumn(name: "train-rate", values: .numbers(rows.rates(over: 0..<1400, smoothing: 5))),
            FeatureColumn(name: "train-scaled", values: .numbers(rows.scaled(over: 0..<1400))),
            FeatureColumn(
                name: "honest-rate", values: .numbers(rows.stores.map { Double($0.count * 7 % 5) })),
        ])
        #expect(accused(report) == [])
    }

    @Test(arguments: [0.0, 5, 20])
    func meanLabelsOfAllRowsAreRefused(smoothing: Double) throws {
        let rows = Rows(seed: 4)
        let report = try rows.audit([
            FeatureColumn(name: "rate", values: .numbers(rows.rates(over: 0..<2000, smoothing: smoothing)))
        ])
        #expect(accused(report) == ["targetEncoding rate"])
        let text = try #require(report.failures.first?.evidence)
        #expect(text.contains("the mean label of all rows with a value gives back"))
        #expect(text.contains("it was made with them"))
    }

    @Test func meanLabelsOfTheOtherRowsAreRefused() throws {
        let rows = Rows(seed: 5)
        var sums: [String: (positives: Double, count: Double)] = [:]
        for (store, label) in zip(rows.stores, rows.labels) {
            let sum = sums[store] ?? (0, 0)
            sums[store] = (sum.positives + (label ? 1 : 0), sum.count + 1)
        }
        let others = zip(rows.stores, rows.labels).map { store, label in
            let sum = sums[store] ?? (0, 2)
            return (sum.positives - (label ? 1 : 0)) / (sum.count - 1)
        }
        let report = try rows.audit([FeatureColumn(name: "rate", values: .numbers(others))])
        #expect(accused(report).contains("targetEncoding rate"))
        #expect(report.failures.contains { $0.evidence.contains("gives the row's own label away") })
    }

    @Test(arguments: [(1700, 1e9), (2000, 1e9), (2000, 1e4)])
    func scalesOfLaterRowsAreRefused(fitted: Int, digits: Double) throws {
        let rows = Rows(seed: 6)
        let report = try rows.audit([
            FeatureColumn(name: "scaled", values: .numbers(rows.scaled(over: 0..<fitted, digits: digits)))
        ])
        #expect(accused(report) == ["fittedOnAllRows scaled"])
        #expect(report.failures.first?.evidence.contains("over the first \(fitted) of the 2000 rows") == true)
    }

    @Test func spansOfLaterRowsAreRefused() throws {
        var rows = Rows(seed: 7)
        rows.others[1800] = 200_000
        let (least, greatest) = (rows.others.min() ?? 0, rows.others.max() ?? 1)
        let spans = rows.others.map { ($0 - least) / (greatest - least) }
        let report = try rows.audit([FeatureColumn(name: "span", values: .numbers(spans))])
        #expect(accused(report) == ["fittedOnAllRows span"])
        #expect(report.failures.first?.evidence.contains("spans 0 to 1 exactly over all 2000 rows") == true)
    }

    @Test(arguments: [0.0, 0.0004])
    func copiesAcrossSlicesAreRefused(jitter: Double) throws {
        var rows = Rows(seed: 8)
        for row in 1400..<1500 {
            rows.labels[row] = rows.labels[row - 1000]
            rows.stores[row] = rows.stores[row - 1000]
            // Exact in the third digit, and not in the next.
            rows.numbers[row - 1000] = Double(Int(rows.numbers[row - 1000])) + 1
            rows.others[row - 1000] = Double(Int(rows.others[row - 1000] / 10_000)) * 10_000
            rows.numbers[row] = rows.numbers[row - 1000] * (1 + jitter)
            rows.others[row] = rows.others[row - 1000] * (1 + jitter)
        }
        let report = try rows.audit()
        #expect(accused(report) == ["duplicatesAcrossSlices -"])
        let text = try #require(report.failures.first?.evidence)
        #expect(text.contains(jitter == 0 ? "have all 3 features" : "have all, to three digits, 3 features"))
    }

    @Test func aCodeWhoseRowsDecideAsOneIsRefused() throws {
        var rows = Rows(seed: 9, stores: 400)
        #expect(try accused(rows.audit()) == [])
        for row in rows.labels.indices {
            rows.labels[row] = (Int(rows.stores[row].dropFirst()) ?? 0) % 4 == 0
        }
        let report = try rows.audit()
        let found = try #require(report.failures.first { $0.check == .groupsAcrossSlices })
        #expect(found.field == "store")
        #expect(found.evidence.contains("the correlation of their outcomes is"))
    }

    @Test(arguments: [(0.5, true), (0.25, true), (0, false)])
    func aRateMixedWithTheRowsOwnGroupSettlesTheLabelByTurns(strength: Double, isLeak: Bool) throws {
        let rows = Rows(seed: 27, stores: 1200)
        let whole = rows.rates(over: 0..<2000)
        // Honestly: of the rows before.
        var sums: [String: (positives: Double, count: Double)] = [:]
        let values = rows.stores.enumerated().map { row, store in
            let past = sums[store] ?? (0, 0)
            sums[store] = (past.positives + (rows.labels[row] ? 1 : 0), past.count + 1)
            return strength * whole[row] + (1 - strength) * (past.positives + 0.28) / (past.count + 1)
        }
        let report = try rows.audit([FeatureColumn(name: "rate", values: .numbers(values))])
        let found = try #require(report.findings.first { $0.check == .targetEncoding })
        #expect(found.severity == (isLeak ? .fail : .pass))
        if isLeak {
            #expect(found.field == "rate" && found.evidence.contains("settle the label"))
        }
    }
}
