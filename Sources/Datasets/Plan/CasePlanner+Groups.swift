public import Features

extension CasePlanner {
    /// Who belongs together among the entities of cases, as slices that are disjoint by the link see it.
    ///
    /// - Parameters:
    ///   - cases: those of a plan, also those that no slice uses, and whatever else is asked.
    ///   - link: the link of what entities have in common, such as `account`; `entity` joins only keys that are one
    ///     person by the pipeline's identity.
    /// - Returns: the name of its group by entity; entities that are alone are left out.
    /// - Complexity: O(cases), nearly.
    public func groupNames(of cases: [Case], by link: String, log: EventLog) -> [EntityKey: EntityKey] {
        if link == "entity", identity == nil { return [:] }
        var groups = groups(of: cases, by: link, log)
        var names: [EntityKey: EntityKey] = [:]
        for item in cases where names[item.entity] == nil {
            let name = groups.name(of: item.entity)
            if name != item.entity { names[item.entity] = name }
        }
        return names
    }

    /// The groups of all cases: who is a group does not depend on how slices are cut.
    func groups(of cases: [Case], by link: String, _ log: EventLog) -> CaseGroups {
        var groups = CaseGroups()
        let ownership = Ownership(log.table, identity)
        for item in cases {
            groups.join(
                item.entity, link == "entity" ? nil : ownership.link(link, of: item.entity, at: item.cutoff))
            // Who are one at some time are one person in two slices otherwise.
            groups.join(item.entity, ownership.map?.keys(tiedTo: item.entity).first)
        }
        return groups
    }
}
