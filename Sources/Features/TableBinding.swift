/// A plan with its names resolved to the codes of a table.
struct TableBinding: Sendable {
    let table: EventTable
    let plan: FeaturePlan
    let questions: QuestionPlan
    /// By group of the plan, which rows pass.
    let selections: [RowSelection]
    /// By stream of the plan, what is read of a row.
    let readers: [RowReader]
    /// The codes of the dictionaries' values, the same for every entity.
    let codes: ValueCodes
    /// Whose events a feature over others may look at, one for each link such a feature goes by.
    let memberships: [Membership]
    /// Whose events an entity's features may look at where keys may belong to others; nil where they may not.
    let kin: Kin?

    init(_ set: FeatureSet, _ table: EventTable) {
        let plan = FeaturePlan(set)
        self.plan = plan
        kin = Kin(set, table)
        questions = QuestionPlan(plan)
        self.table = table
        selections = plan.groups.map { RowSelection($0.filter, table) }
        var codes = ValueCodes()
        readers = plan.streams.map { RowReader($0.payload, of: plan, table, &codes) }
        self.codes = codes
        var links: [Int] = []
        for output in plan.outputs where output.isOverOthers {
            if let link = output.link, !links.contains(link) { links.append(link) }
        }
        memberships = links.compactMap { [readers] in Membership(readers[$0], table) }
    }
}
