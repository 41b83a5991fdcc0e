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
    }

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
            for event in events {
                if let text, case .text(let content)? = event.attributes[text] {
                    // A word counts once a text, so that nobody's refrain speaks for all.
                    let grams = analyzer.grams(of: String(content.unicodeScalars.prefix(Self.longestText)))
                    let own = Set(grams.ranges.map { String(decoding: grams.bytes[$0], as: UTF8.self) })
                    for word in own { words[cluster][word, default: 0] += 1 }
                }
                guard let name = Self.name(of: event, step) else { continue }
                steps[cluster][name, default: 0] += 1
                if path.last != name { path.append(name) }
            }
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
            paths[cluster].sorted {
                ($1.value, $0.key.steps.joined(separator: "\u{1}")) < (
                    $0.value, $1.key.steps.joined(separator: "\u{1}")
                )
            }.prefix(5).map { path, times in
                Journey(
                    steps: path.steps, goesOn: path.goesOn, share: ShareEstimate(times, of: sizes[cluster]),
                    elsewhere: Double((everywhere[path] ?? times) - times)
                        / Double(max(1, all - sizes[cluster])))
            }
        }
        self.steps = TellingTerm.telling(steps, most: 8)
        self.words = text == nil ? [] : TellingTerm.telling(words, most: 12)
    }

    /// What an event is called; nil for one that is no step: without the attribute where one names steps, else a change of a record.
    private static func name(of event: Event, _ step: String?) -> String? {
        if let step { return event.attributes[step]?.category }
        return event.kind == Event.attributeSetKind ? nil : event.kind
    }
}
