import Evaluation
import Learning
import Personas
import Terminal
import Workflow

extension PersonaSummary {
    /// Personas with what belongs to them, and the queue of groups without one.
    static func show(_ mapped: MappedPersonas, _ console: Console) {
        personas(mapped.taxonomy, of: mapped.discovery, console)
        if !mapped.queue.isEmpty {
            console.line("")
            console.line("Groups without a persona, which wait to be named:")
            for profile in mapped.queue {
                console.line(
                    "  \(profile.id): \(Figures.count(profile.size.count)) leads, \(profile.verdict.rawValue): \(profile.telling.prefix(3).map(\.sentence).joined(separator: "; "))"
                )
            }
        }
    }

    /// A published version.
    static func show(_ personas: StoredPersonas, _ console: Console) {
        console.heading(
            "\(personas.package.name) version \(personas.version), revision \(personas.package.model.taxonomy.revision): \(personas.package.model.taxonomy.title)"
        )
        self.personas(personas.package.model.taxonomy, of: personas.discovery, console)
        let unmapped = personas.package.model.unmapped
        intents(of: personas, console)
        if !unmapped.isEmpty { console.line("without a persona: \(unmapped.joined(separator: ", "))") }
        centres(personas.discovery, console)
    }

    private static func personas(_ taxonomy: Taxonomy, of discovery: PersonaDiscovery, _ console: Console) {
        func groups(_ name: String) -> [PersonaProfile] {
            discovery.profiles.filter { taxonomy.personas[name]?.clusters?.contains($0.id) ?? false }
        }
        console.table(
            ["persona", "title", "groups", "leads", discovery.outcome, "later leads", "decided by"],
            taxonomy.tree.map { name in
                let persona = taxonomy.personas[name]
                let own = groups(name)
                let below = taxonomy.below(name)
                let all = below.flatMap(groups)
                let ways = [
                    (taxonomy.rules ?? []).contains { $0.persona == name } ? "rule" : nil,
                    own.isEmpty ? nil : "groups", persona?.archetype?.atLeast == nil ? nil : "archetype",
                    below.count > 1 ? "those below" : nil,
                ].compactMap { $0 }
                return [
                    taxonomy.path(to: name).joined(separator: " / "), persona?.title ?? "",
                    own.map { $0.isTrusted ? $0.id : "\($0.id) (not to be trusted)" }.joined(separator: ", "),
                    // Those of rules and archetypes are not counted here.
                    all.isEmpty && !ways.isEmpty ? "" : Figures.count(all.map(\.size.count).reduce(0, +)),
                    conversion(all.map(\.conversion)),
                    conversion(all.compactMap(\.laterConversion)),
                    ways.isEmpty ? "nothing" : ways.joined(separator: ", "),
                ]
            }, alignments: [.left, .left, .left, .right, .right, .right, .left])
        for name in taxonomy.tree {
            intents(IntentShare.sum(groups(name).compactMap(\.intents)), of: name, console)
        }
        if taxonomy.names.contains(where: { taxonomy.below($0).count > 1 }) {
            console.line("a persona's leads are those of its groups and of all that stand below it")
        }
        let words = FeatureWords(discovery.features)
        for (index, rule) in (taxonomy.rules ?? []).enumerated() {
            console.line(
                "rule \(index + 1), \(rule.persona): \(words.sentence(of: rule.when)); because \(rule.because)"
            )
        }
        for flag in taxonomy.flags ?? [] {
            console.line("flag \(flag.name) (\(flag.kind.rawValue)): \(words.sentence(of: flag.when))")
        }
        console.line("no persona is named below a probability of \(Figures.plain(taxonomy.threshold))")
    }

    private static func conversion(_ estimates: [ShareEstimate]) -> String {
        let rows = estimates.map(\.rows).reduce(0, +)
        guard rows > 0 else { return "" }
        return share(ShareEstimate(estimates.map(\.count).reduce(0, +), of: rows), bounds: true)
    }

    /// How many leads got which persona.
    static func show(_ assignments: PersonaAssignments, of personas: StoredPersonas, _ console: Console) {
        let total = assignments.leads.count
        console.heading(
            "\(Figures.count(total)) leads by \(personas.package.name) version \(personas.version)")
        console.table(
            ["persona", "leads", "share", "by rule", "by groups", "by archetype"],
            assignments.counts.map { name, persona, leads in
                let own = assignments.leads.filter { persona != nil && $0.assignment.persona == persona }
                func decided(_ decider: PersonaAssignment.Decider) -> String {
                    persona == nil ? "" : Figures.count(own.count { $0.assignment.decidedBy == decider })
                }
                return [
                    name, Figures.count(leads), Figures.percent(Double(leads) / Double(max(1, total))),
                    decided(.rule), decided(.clusters), decided(.archetype),
                ]
            }, alignments: [.left, .right, .right, .right, .right, .right])
        var flags: [String: Int] = [:]
        for lead in assignments.leads {
            for flag in lead.assignment.flags {
                flags["\(flag.kind.rawValue): \(flag.name)", default: 0] += 1
            }
        }
        for (flag, leads) in flags.sorted(by: { $0.key < $1.key }) {
            console.line("flagged \(flag): \(Figures.count(leads)) leads")
        }
        intents(assignments, console)
    }

    /// One lead, with all that is known.
    static func show(_ lead: PersonaAssignments.Lead, of personas: StoredPersonas, _ console: Console) {
        let answer = lead.assignment
        let taxonomy = personas.package.model.taxonomy
        console.heading(
            "\(lead.entity) as of \(lead.asOf): \(answer.persona.map { taxonomy.path(to: $0).joined(separator: " / ") } ?? "unknown")"
        )
        if let abstention = answer.abstention { console.line("no persona: \(abstention.rawValue)") }
        console.line("decided by: \(answer.decidedBy.rawValue)")
        if let probability = answer.probability {
            console.line(
                "likeliest by groups: \(answer.likeliest ?? "a group without a persona"), \(Figures.percent(probability))"
            )
        }
        if let next = answer.runnerUp, let probability = answer.runnerUpProbability {
            console.line("runner-up: \(next), \(Figures.percent(probability))")
        }
        if let cluster = answer.cluster {
            console.line("nearest group: \(cluster)\(answer.isStable == false ? ", not to be trusted" : "")")
        }
        if let intent = answer.intent { self.intent(intent, console) }
        for similarity in answer.similarities {
            console.line("like the archetype of \(similarity.persona): \(Figures.percent(similarity.value))")
        }
        if !answer.reasons.isEmpty { console.line("because:") }
        for reason in answer.reasons { console.line("  \(reason)") }
        for flag in answer.flags {
            console.line(
                "\(flag.kind.rawValue): \(flag.name): \(flag.evidence.joined(separator: "; "))\(flag.advice.map { "; \($0)" } ?? "")"
            )
        }
    }

    /// A line of the assignments' journal.
    static func show(_ entry: PersonaLedger.Entry, isNew: Bool, _ console: Console) {
        guard isNew else {
            console.line("run \(entry.run) is in force and has the same assignments")
            return
        }
        console.line("run \(entry.run) is in force")
        for change in entry.changes.prefix(20) {
            console.line(
                "  \(Figures.count(change.leads)): \(change.from) → \(change.to)\(change.isRename == true ? ", the same persona under another name" : "")"
            )
        }
    }
}
