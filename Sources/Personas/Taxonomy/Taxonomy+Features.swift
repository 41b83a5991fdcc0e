public import Features

extension Taxonomy {
    /// The features of a discovery, and those that the taxonomy asks for beside them.
    ///
    /// - Throws: `TaxonomyProblem` where one of them is there under the same name.
    public func features(beside own: FeatureSet) throws(TaxonomyProblem) -> FeatureSet {
        guard let intent else { return own }
        do throws(FeatureError) {
            return try FeatureSet(
                own.features + [intent.feature], identity: own.identity, embedders: own.embedders)
        } catch {
            throw TaxonomyProblem(keyPath: ["intent"], what: error.problem, remedy: error.remedy)
        }
    }
}
