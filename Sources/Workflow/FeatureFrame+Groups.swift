import Features

extension FeatureFrame {
    /// The values of a column to break results down by, (rows).
    ///
    /// - Throws: `WorkflowError.unusable` where there is no such column, or it is of numbers.
    func groups(by name: String) throws(WorkflowError) -> [String?] {
        switch column(name)?.values {
        case .categories(let values)?: return values
        case .numbers?:
            throw .unusable(
                what: "evaluation.groups: `\(name)` is a column of numbers, not of categories",
                remedy: "group by a category, or bin the number in the source's SELECT")
        case nil:
            throw .unusable(
                what: "evaluation.groups: there is no feature `\(name)`",
                remedy: "name a feature of the pipeline: \(columns.map(\.name).joined(separator: ", "))")
        }
    }
}
