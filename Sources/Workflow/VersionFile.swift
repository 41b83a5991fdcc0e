/// The names of a version's files beside those of the scorer's package.
public enum VersionFile {
    /// Flat metric rows, rules and curves.
    public static let evaluation = "evaluation.json"
    /// The leakage audit's findings.
    public static let audit = "audit.json"
    /// Data, settings and slices.
    public static let lineage = "lineage.json"
    /// The train slice's distributions and the reference lead.
    public static let reference = "reference.json"
    /// The evaluated scorer's `model.json`, where another is served.
    public static let evaluatedModel = "evaluated-model.json"
    /// The evaluated scorer's weights, where another is served.
    public static let evaluatedWeights = "evaluated-weights.safetensors"
    /// The report for people.
    public static let report = "report.html"
    /// The model card.
    public static let card = "card.md"
    /// What an embedder was learned from, and what it is worth.
    public static let learning = "learning.json"
    /// What personas were discovered in, and what each is like.
    public static let discovery = "discovery.json"
    /// How the intents of personas were learned, and how far to trust them.
    public static let intentTraining = "intent-training.json"
    /// What people wrote of personas, as they wrote it.
    public static let taxonomy = "taxonomy.yaml"
}
