/// The words that every event of a log has one of, each list ascending and without repetition.
struct LogNames: Codable, Equatable, Sendable {
    /// What may have happened.
    var kinds: [String]
    /// Where; the empty one stands for events that do not say.
    var channels: [String]
    /// Who may say so.
    var sources: [String]

    /// The words of the definitions, whether or not an event uses them.
    init(_ sources: [StagedSource]) {
        let events = sources.flatMap(\.parts).flatMap(\.events).map(\.definition)
        kinds = Set(events.map(\.kind)).sorted()
        channels = Set(events.map { $0.channel ?? "" }).sorted()
        self.sources = sources.map(\.name).sorted()
    }

    /// The statements that make an ordered type of each list, for columns of small whole numbers.
    var types: [String] {
        [("kind_name", kinds), ("channel_name", channels), ("source_name", sources)].map { name, words in
            "CREATE TYPE \(name) AS ENUM (\(words.map(\.sqlLiteral).joined(separator: ", ")))"
        }
    }
}
