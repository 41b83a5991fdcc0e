import Evaluation
import Features
import Learning
import Models
import Personas

/// A first taxonomy for people to go on from: a persona for each cluster that is to be trusted, named by what tells it.
public struct TaxonomyDraft {
    private let discovery: PersonaDiscovery

    /// Drafts for a discovery.
    public init(_ discovery: PersonaDiscovery) { self.discovery = discovery }

    /// The file, with comments.
    public var text: String {
        var lines = [
            "# Personas of \(discovery.pipeline), drafted from \(discovery.leads) leads. Rename them, say who they are, and add rules and flags;",
            "# docs/personas.md says what can stand here. `leadline personas map` checks the file and publishes it.",
            "version: 1",
            "# One more with every change that is published.",
            "revision: 1",
            "title: \(Self.quoted("Personas of \(discovery.title)"))",
            "# No persona is named below this probability.",
            "abstainBelow: \(Taxonomy.usualThreshold)",
        ]
        if let question = discovery.settings.intent {
            let fields = [
                ("model", Self.quoted(question.model)), ("event", Self.quoted(question.event)),
                ("attribute", question.attribute.map(Self.quoted)),
                ("window", question.window?.description),
            ].compactMap { name, value in value.map { "\(name): \($0)" } }
            lines += [
                "# What leads want, by the newest of these events; the path is relative to this file.",
                "intent: {\(fields.joined(separator: ", "))}",
            ]
        }
        lines.append("personas:")
        for (index, profile) in discovery.profiles.enumerated() {
            let telling = profile.telling.prefix(3).filter { abs($0.effect) >= 0.147 }
            let words = FeatureWords(discovery.features)
            let stability = profile.stability.map { Figures.text($0) } ?? "not measured"
            lines.append(
                "  # \(Figures.count(profile.size.count)) leads; found again in bootstrap samples: \(stability) (\(profile.verdict.rawValue))."
            )
            if !profile.isTrusted {
                lines.append(
                    "  # Not to be trusted: other leads would give another group. It stays unmapped unless you uncomment it."
                )
            }
            let mark = profile.isTrusted ? "" : "# "
            let title = telling.first.map(words.short) ?? "Group \(index + 1)"
            lines.append("  \(mark)persona-\(index + 1):")
            lines.append("  \(mark)  title: \(Self.quoted(title))")
            if !telling.isEmpty {
                lines.append(
                    "  \(mark)  description: \(Self.quoted(telling.map(words.long).joined(separator: "; ")))")
            }
            lines.append("  \(mark)  clusters: [\(profile.id)]")
        }
        if !discovery.profiles.contains(where: \.isTrusted) {
            lines += [
                "  # A taxonomy needs a persona: write one with an archetype, or trust a cluster by uncommenting it."
            ]
        }
        lines += examples
        return lines.joined(separator: "\n") + "\n"
    }

    /// A rule and a flag to go on from, of features that fit and with thresholds that few leads pass; none where no feature fits.
    private var examples: [String] {
        var lines: [String] = []
        let owner = (discovery.profiles.firstIndex(where: \.isTrusted) ?? 0) + 1
        if let (name, limit) = threshold([.sum, .count], share: 95) {
            lines += [
                "# rules:",
                "#   # At most 5 of 100 leads pass.",
                "#   - {persona: persona-\(owner), when: {\(name): {above: \(limit)}}, because: say why}",
            ]
        }
        if let (name, limit) = threshold([.timeSinceLast], share: 90) {
            lines += [
                "# flags:",
                "#   # At most 10 of 100 leads pass.",
                "#   - {name: gone quiet, kind: risk, when: {\(name): {above: \(limit)}}, advice: say what to do}",
            ]
        }
        return lines
    }

    /// The first feature of some kinds, the kinds in their order, and the whole number that so many of a hundred leads, but not all, do not
    /// exceed.
    private func threshold(
        _ kinds: [FeatureDefinition.Kind], share: Int
    ) -> (feature: String, number: Int)? {
        let inputs = discovery.clusters.encoder.inputs.map(\.name)
        let others = discovery.kinds.keys.sorted().filter { !inputs.contains($0) }
        for kind in kinds {
            for name in inputs + others
            where discovery.kinds[name] == .number && discovery.features?.definition(of: name)?.kind == kind {
                guard let quantiles = discovery.clusters.ranks[name]?.quantiles, quantiles.count == 101,
                    let most = quantiles.last, case let limit = quantiles[share].rounded(.up), limit < most,
                    abs(limit) < 1e9
                else { continue }
                return (name, Int(limit))
            }
        }
        return nil
    }

    /// A YAML text in double quotes.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
