public import Features
import Models
import Scoring
import Storage

/// All that is needed to assign personas: a version's `personas.json`, `clusters.json` and `golden.json`.
///
/// The command line and the daemon assign through this one type.
public struct PersonaPackage: Equatable, Sendable {
    /// The name, as in the registry.
    public var name: String
    /// What is assigned: the namespace of the entities, or `row` for a plain table.
    public var unit: String
    /// Clusters and taxonomy.
    public var model: PersonaModel
    /// The kinds of the features there are, by name.
    public var kinds: [String: ColumnKind]
    /// How the features are computed from events, those that the model looks at; nil for a plain table.
    public var features: FeatureSet?
    /// Rows whose assignments are recorded to the last bit.
    public var golden: [GoldenAssignment]

    /// Creates a package.
    public init(
        name: String, unit: String, model: PersonaModel, kinds: [String: ColumnKind], features: FeatureSet?,
        golden: [GoldenAssignment]
    ) {
        self.name = name
        self.unit = unit
        self.model = model
        self.kinds = kinds
        self.features = features
        self.golden = golden
    }

    /// Assigns every golden row again and compares the bits.
    ///
    /// - Throws: `PersonaError` naming the first row that differs; a package without golden rows is refused, since nothing would be
    ///   proved.
    public func replayGolden() throws(PersonaError) {
        if golden.isEmpty { throw .malformed(file: Self.goldenFile, problem: "there are no rows") }
        for (index, row) in golden.enumerated() {
            guard row.values.count == model.features.count else {
                throw .malformed(
                    file: Self.goldenFile, problem: "row \(index + 1) has another number of values")
            }
            if GoldenAssignment(values: row.values, model: model) != row { throw .goldenRow(index: index) }
        }
    }
}
