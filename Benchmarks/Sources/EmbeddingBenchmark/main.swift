import Datasets
import Learning
import Models

/// Times how long learning an embedder takes, and in process how long one message takes it, online and so one after the other.
///
///     embedding TRAIN COLUMN MESSAGES LABEL [RUNS [DIMENSIONS]]
///
/// Prints seconds of learning, and the least and the median of microseconds a message over runs of 1,000 different messages.
/// One number of each vector is summed and the sum is looked at, so that nothing is left out. Then, by method, what share of the
/// ten messages of TRAIN nearest to each of MESSAGES have its label.
func run() throws {
    let words = CommandLine.arguments
    guard words.count >= 5 else {
        print("usage: embedding TRAIN COLUMN MESSAGES LABEL [RUNS [DIMENSIONS]]")
        return
    }
    func texts(_ path: String) throws -> [String] {
        try TextTable(path, column: words[2]).texts.compactMap { $0 }
    }
    func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
    let train = try texts(words[1])
    let messages = Array(try texts(words[3]).prefix(1_000))
    let clock = ContinuousClock()
    let start = clock.now
    let dimensions = words.count > 6 ? Int(words[6]) ?? 256 : 256
    let fit = try TextEmbedding(.init(dimensions: dimensions)).learn(train)
    let embedder = fit.embedder
    print("learning \(seconds(clock.now - start)) s, \(train.count) texts")
    print("columns \(embedder.terms.columnCount), dimensions \(embedder.dimensions)")
    let runs = words.count > 5 ? Int(words[5]) ?? 50 : 50
    var sum = 0.0
    var known = 0
    let micros = (0..<runs).map { _ in
        let start = clock.now
        for message in messages {
            if let vector = embedder.vector(of: message) {
                sum += vector[0]
                known += 1
            }
        }
        return seconds(clock.now - start) / Double(messages.count) * 1e6
    }.sorted()
    let characters = messages.reduce(0) { $0 + $1.unicodeScalars.count }
    print("messages \(messages.count), \(characters / messages.count) characters each")
    print("microseconds a message: least \(micros[0]), median \(micros[runs / 2]), most \(micros[runs - 1])")
    let terms =
        (0..<10).map { _ in
            let start = clock.now
            for message in messages { sum += embedder.terms.vector(of: message).values.first ?? 0 }
            return seconds(clock.now - start) / Double(messages.count) * 1e6
        }.min() ?? 0
    print("of which terms \(terms)")
    precondition(sum != 0 && known > 0)
    let labels = try (
        TextTable(words[1], column: words[4]).texts, TextTable(words[3], column: words[4]).texts
    )
    let all = (
        try TextTable(words[1], column: words[2]).texts, try TextTable(words[3], column: words[2]).texts
    )
    for (name, embedder) in [
        ("projection", Embedder.projection(embedder)),
        ("words", .words(try WordVectorizing(.init(dimensions: 64)).fit(train))),
        ("words of 256", .words(try WordVectorizing(.init(dimensions: 256)).fit(train))),
    ] {
        let recall = try recall(
            of: vectors(all.1, by: embedder), labels.1, among: vectors(all.0, by: embedder), labels.0)
        print("recall at 10, \(name): \(recall)")
    }
}

/// Vectors of length 1; empty where a text has none.
func vectors(_ texts: [String?], by embedder: Embedder) -> [[Double]] {
    texts.map { text in
        guard let vector = embedder.vector(of: text ?? "") else { return [] }
        let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / norm }
    }
}

/// The share of the ten nearest by cosine that have the label; a text without a vector has none.
func recall(
    of asked: [[Double]], _ labels: [String?], among known: [[Double]], _ theirs: [String?]
) throws -> Double {
    var hits = 0
    for (row, vector) in asked.enumerated() where !vector.isEmpty {
        var nearest: [(cosine: Double, row: Int)] = []
        for (other, candidate) in known.enumerated() where !candidate.isEmpty {
            var cosine = 0.0
            for place in vector.indices { cosine += vector[place] * candidate[place] }
            if nearest.count < 10 || cosine > nearest[9].cosine {
                nearest.insert(
                    (cosine, other), at: nearest.firstIndex { $0.cosine < cosine } ?? nearest.count)
                if nearest.count > 10 { nearest.removeLast() }
            }
        }
        hits += nearest.count { theirs[$0.row] == labels[row] }
    }
    return Double(hits) / Double(10 * asked.count)
}

try run()
