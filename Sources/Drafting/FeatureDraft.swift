/// One feature of a folder's pipeline.
struct FeatureDraft {
    /// Its name.
    let name: String
    /// The keys and values of its mapping, in order; values as YAML.
    let settings: [(key: String, value: String)]
    /// What the model does to it.
    var transforms: [String] = []
    /// The text that gives it as a reason.
    let sentence: String

    /// Writes the feature.
    func write(to text: inout Commented) {
        let mapping = (settings + [(key: "sentence", value: Commented.quoted(sentence))])
            .map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        text.line("\(Commented.scalar(name)): {\(mapping)}", indent: 2)
    }
}
