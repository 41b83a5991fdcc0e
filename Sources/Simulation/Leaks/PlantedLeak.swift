/// A planted leak as `truth/leaks.json` tells it.
struct PlantedLeak: Codable {
    var kind: Leak.Kind
    var strength: Double
    /// The raw file or settings file that has it.
    var file: String
    /// The name in the pipeline's sources; nil where it is no source's fault.
    var source: String?
    /// Columns of the file.
    var fields: [String]
    /// Features that leak because of it.
    var features: [String]
    /// Rows, leads or cases that were touched.
    var affected: Int

    init(_ leak: Leak, affected: Int) {
        kind = leak.kind
        strength = leak.strength
        file = leak.kind.file
        source = leak.kind.source
        fields = leak.kind.fields
        features = leak.kind.features
        self.affected = affected
    }
}

/// `truth/leaks.json`.
struct PlantedLeaks: Codable {
    /// The version of the file's format; 1.
    var format = 1
    var leaks: [PlantedLeak]
}
