import Personas
import Registry

extension PersonaLedger {
    /// The new names, by the old ones, of personas that are the same under another name; none where the version before is not there any more.
    static func renames(
        from before: Entry, to personas: StoredPersonas, in directory: ModelDirectory
    ) -> [String: String] {
        guard before.versionDigest != personas.digest,
            let old = try? StoredPersonas(directory, version: before.version),
            old.digest == before.versionDigest,
            let migration = try? TaxonomyMigration(
                from: old.package.model.taxonomy, to: personas.package.model.taxonomy)
        else { return [:] }
        return Dictionary(
            migration.moves.filter { $0.change == .renamed }.map { ($0.persona, $0.becomes[0]) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The earlier names, by the present ones, of such personas.
    static func renames(
        from present: Entry, backTo earlier: Entry, in directory: ModelDirectory
    ) -> [String: String] {
        guard let personas = try? StoredPersonas(directory, version: present.version),
            personas.digest == present.versionDigest
        else { return [:] }
        return Dictionary(
            renames(from: earlier, to: personas, in: directory).map { ($1, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// How many went which way, the most first; who stayed is left out.
    public static func changes(from before: PersonaAssignments, to after: PersonaAssignments) -> [Change] {
        changes(from: before.names, to: after.names)
    }

    static func changes(
        from before: [String: String], to after: [String: String], renames: [String: String] = [:]
    ) -> [Change] {
        var counts: [[String]: Int] = [:]
        for (id, persona) in after {
            let from = before[id] ?? "new"
            if from != persona { counts[[from, persona], default: 0] += 1 }
        }
        for (id, persona) in before where after[id] == nil { counts[[persona, "gone"], default: 0] += 1 }
        return counts.map {
            Change(
                from: $0.key[0], to: $0.key[1], leads: $0.value,
                isRename: renames[$0.key[0]] == $0.key[1] ? true : nil)
        }
        .sorted { ($1.leads, $0.from, $0.to) < ($0.leads, $1.from, $1.to) }
    }
}
