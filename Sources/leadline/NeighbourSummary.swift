import LinearAlgebra
import Terminal
import Workflow

/// What `leadline neighbours` tells.
struct NeighbourSummary: Encodable {
    var measure: NeighbourMeasure?
    var rows: Int
    var withoutVector: Int?
    var columns: Int
    var neighbours: Int?
    var lists: Int?
    var probes: Int?
    /// On rows that were held out of what was learned in this call.
    var onHeldOut: NeighbourMeasurement?
    var onQueries: NeighbourMeasurement?
    /// On rows that are searched themselves: an index that was read was learned from them.
    var onOwnRows: NeighbourMeasurement?
    var recallAsked: Double?
    var budgetAsked: Double?
    var queries: Int?
    var queriesWithoutNeighbour: Int?
    var files: [String: String] = [:]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    mutating func take(_ document: NeighbourDocument) {
        lists = document.lists
        probes = document.probes
    }

    mutating func take(_ measured: NeighbourMeasurement, _ choice: ProbeChoice) {
        onHeldOut = measured
        switch choice {
        case .recall(let recall): recallAsked = recall
        case .budget(let budget): budgetAsked = budget
        case .told: break
        }
    }

    mutating func take(_ answers: NeighbourAnswers, _ arguments: ParsedArguments) {
        queries = answers.neighbours.count
        queriesWithoutNeighbour = answers.withoutVector
        for name in ["neighbours", "values"] {
            if let path = arguments.optionalText(name) { files[name] = path }
        }
    }

    /// Whether the index is as good, or as fast, as it was asked to be, on rows that it was not chosen by.
    var keepsItsWord: Bool {
        guard let onHeldOut,
            let choice = recallAsked.map(ProbeChoice.recall) ?? budgetAsked.map(ProbeChoice.budget)
        else { return true }
        return choice.isKept(by: onHeldOut)
    }

    func tell(_ console: Console, asJSON: Bool) throws {
        if asJSON { return try console.json(self) }
        console.heading(
            "\(Figures.count(rows)) vectors of \(columns) numbers"
                + (withoutVector.map { $0 > 0 ? ", \(Figures.count($0)) rows without one" : "" } ?? ""))
        if let lists, let probes {
            console.line("index: \(Figures.count(probes)) of \(Figures.count(lists)) lists are looked at")
        }
        if let recallAsked { console.line("asked: a recall of \(Figures.text(recallAsked))") }
        if let budgetAsked {
            console.line("asked: 99 in 100 queries within \(Figures.plain(budgetAsked)) µs")
        }
        let own =
            onOwnRows?.index == nil ? "rows themselves" : "rows that the index was learned from, not held out"
        for (name, measured) in [("held out", onHeldOut), ("queries", onQueries), (own, onOwnRows)] {
            if let measured { tell(measured, of: name, console) }
        }
        if let queries {
            let without = queriesWithoutNeighbour ?? 0
            console.line(
                "\(Figures.count(queries)) queries answered"
                    + (without > 0 ? ", \(Figures.count(without)) of them have no neighbour" : ""))
        }
        for (name, path) in files.sorted(by: { $0.key < $1.key }) { console.line("\(name): \(path)") }
    }

    private func tell(_ measured: NeighbourMeasurement, of name: String, _ console: Console) {
        console.line("\(name): \(Figures.count(measured.queries)) measured")
        if measured.index != nil {
            console.line(
                "  recall@\(neighbours ?? 0): "
                    + Figures.text(measured.recall, measured.lower, measured.upper)
                    + (measured.method.map { ", \($0)" } ?? ""))
        }
        console.table(
            ["search", "p50 µs", "p99 µs"],
            [("exact", measured.exact), ("index", measured.index)].compactMap { name, latency in
                latency.map {
                    [name, Figures.fixed($0.median, decimals: 1), Figures.fixed($0.p99, decimals: 1)]
                }
            }, alignments: [.left, .right, .right])
    }
}
