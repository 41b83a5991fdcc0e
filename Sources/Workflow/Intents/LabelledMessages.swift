import Learning

/// Messages with their intents, as they are learned from.
struct LabelledMessages {
    private(set) var texts: [String] = []
    private(set) var times: [Int64] = []
    /// The names of the intents, ascending.
    private(set) var intents: [String] = []
    /// The intent of each text, by its number.
    private(set) var labels: [Int] = []
    private(set) var withoutText = 0
    private(set) var withoutLabel = 0
    private var names: [String] = []

    /// Rows that were read.
    var rows: Int { texts.count + withoutText + withoutLabel }

    /// Takes a row, or counts why it is left out.
    mutating func add(_ text: String?, _ label: String?, time: Int64?) {
        guard let text, !text.isEmpty else {
            withoutText += 1
            return
        }
        guard let label else {
            withoutLabel += 1
            return
        }
        texts.append(text)
        names.append(label)
        if let time { times.append(time) }
    }

    /// Numbers the intents by their names.
    mutating func number() {
        intents = Set(names).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
        labels = names.map { numbers[$0] ?? 0 }
    }

    /// Rows of each intent.
    var counts: [Int] {
        var counts = [Int](repeating: 0, count: intents.count)
        for label in labels { counts[label] += 1 }
        return counts
    }

    /// An error of learning, with the names of the intents that it is about.
    func explained(_ error: LearningError) -> any Error {
        switch error {
        case .loneRow:
            return WorkflowError.unusable(
                what: "\(lone) can be learned from or held out, not both",
                remedy:
                    "give these intents more rows or leave them out, tell --time, or give --no-calibration")
        case .emptyClass(let index):
            return WorkflowError.unusable(
                what: "of no message of intent '\(intents[index])' anything is known",
                remedy: "leave the intent out, or give more messages of it")
        default: return error
        }
    }

    /// The intents of one row, in words.
    private var lone: String {
        let lone = zip(intents, counts).filter { $1 == 1 }.map(\.0)
        let first = lone.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        let more = lone.count > 3 ? " and \(lone.count - 3) more" : ""
        return "the only row of \(lone.count == 1 ? "intent" : "intents") \(first)\(more)"
    }
}
