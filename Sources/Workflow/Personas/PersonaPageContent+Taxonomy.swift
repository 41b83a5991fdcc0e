import Evaluation
import Personas
import Reports

extension PersonaPageContent.Definitions {
    /// What people wrote, with how many leads each part decides.
    ///
    /// - Parameter assignments: of leads by this taxonomy's version; nil where nobody was assigned.
    /// - Complexity: O(leads * personas).
    init(_ taxonomy: Taxonomy, of discovery: PersonaDiscovery, _ assignments: PersonaAssignments?) {
        let words = FeatureWords(discovery.features)
        let decisions = assignments.map(PersonaDecisions.init)
        let found = Dictionary(
            discovery.profiles.map { ($0.id, $0.size.count) }, uniquingKeysWith: { first, _ in first })
        func foundLeads(_ name: String) -> Int {
            (taxonomy.personas[name]?.clusters ?? []).map { found[$0] ?? 0 }.reduce(0, +)
        }
        self.init(
            personas: taxonomy.tree.map { name in
                let persona = taxonomy.personas[name]
                let all = taxonomy.below(name)
                return PersonaPageContent.Persona(
                    title: persona?.title ?? name, depth: taxonomy.path(to: name).count - 1,
                    description: persona?.description, below: all.count - 1,
                    ways: Self.ways(name, in: taxonomy, discovery, words).map { way in
                        .init(
                            what: way.what,
                            leads: way.by == nil
                                ? nil
                                : decisions.map { $0.leads(of: name, by: way.by) }
                                    ?? (way.by == .clusters ? foundLeads(name) : nil))
                    }, leads: all.map { decisions?.leads(of: $0) ?? foundLeads($0) }.reduce(0, +))
            },
            flags: (taxonomy.flags ?? []).map { flag in
                PersonaPageContent.Flag(
                    name: flag.name, kind: flag.kind.rawValue, when: words.sentence(of: flag.when),
                    advice: flag.advice ?? "", leads: decisions.map { $0.leads(flagged: flag) })
            }, remarks: Self.remarks(taxonomy),
            assigned: assignments.map {
                "Leads are counted as \(Figures.count($0.leads.count)) of them were assigned\($0.leads.first.map { " as of \($0.asOf)" } ?? "")."
            },
            unknown: decisions.map(\.unknown) ?? [])
    }

    private static func remarks(_ taxonomy: Taxonomy) -> [String] {
        let rules = taxonomy.rules?.isEmpty ?? true
        return [
            "Revision \(taxonomy.revision). \(rules ? "" : "Rules decide first, in their order. ")The groups name a persona only where it is likely to \(Figures.percent(taxonomy.threshold)) or more; whoever nobody is named for is unknown."
        ]
    }

    /// What can decide a persona, in the order in which it is asked.
    private static func ways(
        _ name: String, in taxonomy: Taxonomy, _ discovery: PersonaDiscovery, _ words: FeatureWords
    ) -> [(by: PersonaAssignment.Decider?, what: String)] {
        var ways: [(by: PersonaAssignment.Decider?, what: String)] = []
        let rules = (taxonomy.rules ?? []).enumerated().filter { $0.element.persona == name }
        if !rules.isEmpty {
            let told = rules.map { index, rule in
                "rule \(index + 1): \(words.sentence(of: rule.when)); because \(rule.because)"
            }
            ways.append((.rule, told.joined(separator: "; or ")))
        }
        let persona = taxonomy.personas[name]
        let groups = discovery.profiles.enumerated().filter {
            persona?.clusters?.contains($0.element.id) ?? false
        }.map {
            "\($0.offset + 1) (\($0.element.id)\($0.element.isTrusted ? "" : ", not to be trusted"))"
        }
        if !groups.isEmpty {
            ways.append(
                (.clusters, "\(groups.count == 1 ? "group" : "groups") \(groups.joined(separator: ", "))"))
        }
        guard let archetype = persona?.archetype else { return ways }
        var wishes = archetype.wishes.sorted { $0.key < $1.key }.map { words.sentence(of: $0.key, $0.value) }
        let sentences = (archetype.sentences ?? []).map { "“\($0)”" }.joined(separator: ", ")
        if archetype.like != nil { wishes.append("is like \(sentences)") }
        let what =
            wishes.joined(separator: "; ")
            + (archetype.like == nil && !sentences.isEmpty ? "; for people: \(sentences)" : "")
        if let least = archetype.atLeast {
            ways.append(
                (
                    .archetype,
                    "archetype, where nothing else names anybody, from \(Figures.percent(least)) alike: \(what)"
                ))
        } else {
            ways.append((nil, "archetype, to compare with, which decides nobody: \(what)"))
        }
        return ways
    }
}
