/// A check that looks at the events of every train case.
protocol CaseCheck {
    /// Takes one case; cases come by entity, then by cutoff.
    mutating func add(_ item: AuditedCase, _ entity: EntityEvents)

    /// What was found.
    func findings() -> [AuditFinding]
}
