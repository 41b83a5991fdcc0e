/// Whose counts a meter holds.
struct MeterLabels: Hashable, Comparable, Sendable {
    /// The model's name.
    var model: String
    /// The version's number; empty where no version was loaded.
    var version: String
    /// The alias by which the version is served; empty where a number is.
    var alias: String
    /// The part the version plays.
    var variant: ModelVariant

    /// As Prometheus has them.
    var pairs: [(String, String)] {
        [
            ("model_name", model), ("model_version", version), ("alias", alias),
            ("variant", variant.rawValue),
        ]
    }

    /// By model, version, alias, variant.
    static func < (left: Self, right: Self) -> Bool {
        (left.model, left.version, left.alias, left.variant.rawValue)
            < (right.model, right.version, right.alias, right.variant.rawValue)
    }
}
