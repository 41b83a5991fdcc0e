import Datasets
import Evaluation
import Features
import Models

/// What leads did and wrote before their cutoffs, counted by cluster.
struct LeadHistories {
    /// The commonest journeys of each cluster.
    let journeys: [[Journey]]
    /// The steps that each cluster has more than others.
    let steps: [[TellingTerm]]
    /// The words; none where no texts were asked for.
    let words: [[TellingTerm]]

    private struct Path: Hashable {
        var steps: [String]
        var goesOn: Bool

        /// Another text for each path.
        var text: String { steps.joined(separator: "\u{1}") + (goesOn ? "\u{2}" : "") }
    }

    /// Words, steps and journeys of fewer leads of a cluster are not told: they would tell of somebody.
    static let leastLeads = 5

    /// Characters of a text that are looked at, at most.
    private static let longestText = 65_536

    /// - Parameters:
    ///   - leads: who, as known when.
    ///   - clusters: the cluster of each.
    ///   - count: clusters.
    ///   - step: the attribute that names a step.
    ///   - text: the attribute that holds texts; nil for none.
    init(
        _ leads: [CaseQuestion], clusters: [Int], count: Int, table: EventTable, features: FeatureSet,
        step: String?, text: String?
    ) {
        var paths = [[Path: Int]](repeating: [:], count: count)
        var steps = [[String: Int]](repeating: [:], count: count)
        var words = [[String: Int]](repeating: [:], count: count)
        var sizes = [Int](repeating: 0, count: count)
        let analyzer = TextAnalyzer()
        for (lead, cluster) in zip(leads, clusters) {
            let events = table.events(of: lead.entity, for: features)
                .filter { $0.isKnown(at: lead.cutoff) }
                .sorted {
                    ($0.occurredAt, $0.recordedAt, $0.kind, $0.id) < (
                        $1.occurredAt, $1.recordedAt, $1.kind, $1.id
                    )
                }
            var path: [String] = []
            var (ownWords, ownSteps) = (Set<String>(), Set<String>())
            for event in events {
                if let text, case .text(let content)? = event.attributes[text] {
                    let grams = analyzer.grams(of: String(content.unicodeScalars.prefix(Self.longestText)))
                    for gram in grams.ranges {
                        ownWords.insert(String(decoding: grams.bytes[gram], as: UTF8.self))
                    }
                }
                guard let name = Self.name(of: event, step) else { continue }
                ownSteps.insert(name)
                if path.last != name { path.append(name) }
            }
            // Each counts once a lead, so that nobody's refrain speaks for all.
            for word in ownWords { words[cluster][word, default: 0] += 1 }
            for step in ownSteps { steps[cluster][step, default: 0] += 1 }
            sizes[cluster] += 1
            guard !path.isEmpty else { continue }
            paths[cluster][
                Path(steps: Array(path.prefix(Journey.length)), goesOn: path.count > Journey.length),
                default: 0
            ] += 1
        }
        var everywhere: [Path: Int] = [:]
        for cluster in paths { for (path, times) in cluster { everywhere[path, default: 0] += times } }
        let all = sizes.reduce(0, +)
        journeys = (0..<count).map { cluster in
            paths[cluster].filter { $0.value >= Self.leastLeads }.sorted {
                ($1.value, $0.key.text) < ($0.value, $1.key.text)
            }.prefix(5).map { path, times in
                Journey(
                    steps: path.steps, goesOn: path.goesOn, share: ShareEstimate(times, of: sizes[cluster]),
                    elsewhere: Double((everywhere[path] ?? times) - times)
                        / Double(max(1, all - sizes[cluster])))
            }
        }
        self.steps = TellingTerm.telling(steps, sizes: sizes, most: 8, least: Self.leastLeads)
        self.words =
            text == nil ? [] : TellingTerm.telling(words, sizes: sizes, most: 12, least: Self.leastLeads)
    }

    /// What an event is called; nil for one that is no step: without the attribute where one names steps, else a change of a record.
    private static func name(of event: Event, _ step: String?) -> String? {
        if let step { return event.attributes[step]?.category }
        return event.kind == Event.attributeSetKind ? nil : event.kind
    }
}
