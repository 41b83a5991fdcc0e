public import Datasets
public import Features
import Storage

/// Vectors of what entities did as of cutoffs, by the formulas that features are computed by.
public struct BehaviourFrame: Sendable {
    /// By cutoff, then entity; a column a number, NaN throughout where nothing is known.
    public let frame: FeatureFrame
    private let key: PseudonymKey

    /// Computes vectors.
    ///
    /// - Parameters:
    ///   - cutoffs: the times that are asked about.
    ///   - link: the link that leads from people to their accounts, to have vectors of accounts; nil for the pipeline's own entities.
    /// - Throws: `WorkflowError.unusable` for a plain table, and for a link that no event carries;
    ///   `StorageError` where the key of pseudonyms cannot be read.
    /// - Complexity: O(entities x cutoffs x events x dimensions).
    public init(
        _ room: DataRoom, by vectors: EventVectors, cutoffs: [Instant], accountsBy link: String? = nil,
        workspace: Workspace
    ) throws {
        guard case .events(let result, let planner, _) = room.contents else {
            throw WorkflowError.unusable(
                what: "a pipeline of a plain table has no events", remedy: "name a pipeline with `sources`")
        }
        let cutoffs = Set(cutoffs).sorted()
        var questions: [(entity: EntityKey, cutoff: Instant)] = []
        var links = room.pipeline.settings.identity?.links ?? []
        if let link {
            let accounts = Set(result.log.table.linked(by: link).keys).sorted()
            guard !accounts.isEmpty else {
                throw WorkflowError.unusable(
                    what: "no event carries a link '\(link)'",
                    remedy: "name a field of type key among the attributes of an event")
            }
            links.append(link)
            questions = cutoffs.flatMap { cutoff in accounts.map { (entity: $0, cutoff: cutoff) } }
        } else {
            for cutoff in cutoffs {
                questions += planner.questions(in: result.log, at: cutoff).map {
                    (entity: $0.entity, cutoff: cutoff)
                }
            }
        }
        var definition = FeatureDefinition(kind: .vector)
        definition.embedder = "behaviour"
        definition.coordinates = vectors.dimensions
        // Whose events count as an account's, is what an identity tells of anybody.
        let features = try FeatureSet(
            [Feature(name: "v", definition: definition)],
            identity: links.isEmpty ? nil : IdentityDefinition(links: links)
        ).embedding(by: ["behaviour": EventEmbedder(digest: "", content: .events(vectors))])
        frame = result.log.frame(features, of: questions)
        key = try PseudonymKey.load(workspace.pseudonymKey)
    }

    /// Rows without a vector.
    public var withoutVector: Int {
        guard case .numbers(let first)? = frame.columns.first?.values else { return 0 }
        return first.count { $0.isNaN }
    }

    /// The vectors as a table for a file: `entity` (a pseudonym), `cutoff`, then `d0`, `d1`, …, empty where there is none.
    public var table: ColumnTable {
        let names = Dictionary(
            Set(frame.entities).map { ($0, key.pseudonym($0.description)) },
            uniquingKeysWith: { first, _ in first })
        let numbers = frame.columns.map { column -> Column in
            guard case .numbers(let numbers) = column.values else { return .numbers([]) }
            return .numbers(numbers.map { $0.isNaN ? nil : $0 })
        }
        return ColumnTable(
            names: ["entity", "cutoff"] + numbers.indices.map { "d\($0)" },
            columns: [
                .texts(frame.entities.map { names[$0] }), .texts(frame.cutoffs.map(\.description)),
            ] + numbers)
    }
}
