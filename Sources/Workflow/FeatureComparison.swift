import Datasets
public import Features
public import Storage

/// How two versions of the features' definitions differ, and how much the values do.
public struct FeatureComparison: Codable, Equatable, Sendable {
    /// The older definitions.
    public var old: Side
    /// The newer definitions.
    public var new: Side
    /// What became of each feature; empty if all are the same.
    public var differences: [FeatureDifference]
    /// For each changed feature, how many rows have another value; nil if no data were asked.
    public var values: [Values]?

    /// One of the two.
    public struct Side: Codable, Equatable, Sendable {
        /// What it was asked for by.
        public var reference: String
        /// The version of the definitions.
        public var version: Int
        /// The SHA-256 of the definitions in canonical JSON.
        public var digest: Digest
    }

    /// A changed feature's values.
    public struct Values: Codable, Equatable, Sendable {
        /// The feature's name.
        public var feature: String
        /// The number of rows.
        public var rows: Int
        /// The number of rows whose values differ; a missing value differs from any that is there.
        public var differing: Int
        /// The share of rows whose values differ.
        public var share: Double { rows == 0 ? 0 : Double(differing) / Double(rows) }
    }

    /// Compares definitions.
    ///
    /// - Throws: `StorageError` if a text cannot be written as JSON.
    public init(_ old: DefinedFeatures, _ new: DefinedFeatures) throws {
        self.old = Side(reference: old.reference, version: old.version, digest: try old.digest)
        self.new = Side(reference: new.reference, version: new.version, digest: try new.digest)
        differences = new.features.differences(from: old.features)
    }

    /// Whether a value can be another under the newer definitions, or a column is new or gone.
    public var changesValues: Bool { differences.contains { $0.change != .reworded } }

    /// Whether values can differ though both sides state one version.
    public var needsNewVersion: Bool { changesValues && old.version == new.version }
}

extension DataRoom {
    /// In how many rows of the pipeline's cases the values of changed features differ.
    ///
    /// - Parameters: the older and the newer definitions, and what became of the features.
    /// - Throws: `WorkflowError.unusable` for a plain table; `DatasetError` where there are no cases.
    /// - Complexity: two frames of the changed features.
    public func values(
        _ old: FeatureSet, _ new: FeatureSet, differences: [FeatureDifference]
    ) throws -> [FeatureComparison.Values] {
        guard case .events(let result, let planner, _) = contents else {
            throw WorkflowError.unusable(
                what: "a table has no features of events", remedy: "leave --values out")
        }
        let names = differences.filter { $0.change == .changed }.map(\.feature)
        func changed(_ set: FeatureSet) throws -> FeatureSet {
            try set.without(Set(set.names).subtracting(names)).embedding(in: registry)
        }
        let plan = try pipeline.locating { try planner.plan(result.log, keepingOverlaps: true) }
        let cases = plan.cases.filter { $0.slice != nil }.map { (entity: $0.entity, cutoff: $0.cutoff) }
        let before = result.log.frame(try changed(old), of: cases)
        let after = result.log.frame(try changed(new), of: cases)
        return names.map { name in
            FeatureComparison.Values(
                feature: name, rows: cases.count,
                differing: Self.differing(before.column(name)?.values, after.column(name)?.values))
        }
    }

    private static func differing(_ old: FeatureColumn.Values?, _ new: FeatureColumn.Values?) -> Int {
        switch (old, new) {
        case (.numbers(let old)?, .numbers(let new)?):
            zip(old, new).count { $0 != $1 && !($0.isNaN && $1.isNaN) }
        case (.categories(let old)?, .categories(let new)?): zip(old, new).count { $0 != $1 }
        case (let old?, _): old.presentCount
        case (nil, _): 0
        }
    }
}

extension FeatureColumn.Values {
    /// The number of values that are there.
    fileprivate var presentCount: Int {
        switch self {
        case .numbers(let numbers): numbers.count { !$0.isNaN }
        case .categories(let categories): categories.count { $0 != nil }
        }
    }
}
