import Evaluation
import Features
import Learning
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
            let words = telling.map(\.shortWords)
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
            let title = words.first.map { "Leads with \($0)" } ?? "Group \(index + 1)"
            lines.append("  \(mark)persona-\(index + 1):")
            lines.append("  \(mark)  title: \(Self.quoted(title))")
            if !words.isEmpty {
                lines.append(
                    "  \(mark)  description: \(Self.quoted(words.joined(separator: "; ")))")
            }
            lines.append("  \(mark)  clusters: [\(profile.id)]")
        }
        if !discovery.profiles.contains(where: \.isTrusted) {
            lines += [
                "  # A taxonomy needs a persona: write one with an archetype, or trust a cluster by uncommenting it."
            ]
        }
        lines += [
            "# rules:",
            "#   - {persona: persona-1, when: {\(example): {atLeast: 10}}, because: say why}",
            "# flags:",
            "#   - {name: gone quiet, kind: risk, when: {\(example): {atLeast: 90}}, advice: say what to do}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var example: String {
        discovery.kinds.filter { $0.value == .number }.keys.sorted().first ?? "feature"
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
