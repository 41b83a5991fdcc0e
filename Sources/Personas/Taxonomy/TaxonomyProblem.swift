/// Something in a taxonomy that does not fit.
public struct TaxonomyProblem: Error, Equatable {
    /// Where, from the top of the file.
    public var keyPath: [String]
    /// What is wrong.
    public var what: String
    /// What to do.
    public var remedy: String
}
