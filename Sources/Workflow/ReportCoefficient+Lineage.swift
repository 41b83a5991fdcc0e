import Reports

extension ReportCoefficient {
    /// A fitted coefficient with its 95 % interval, by its standard error.
    init(_ coefficient: Lineage.Coefficient) {
        let reach = coefficient.standardError.map { 1.959963984540054 * $0 }
        self.init(
            name: coefficient.name, value: coefficient.value, lower: reach.map { coefficient.value - $0 },
            upper: reach.map { coefficient.value + $0 })
    }
}
