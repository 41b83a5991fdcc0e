import Datasets
public import Features
import FoundationEssentials

extension DataRoom {
    /// The frame of a question that is asked now: a row for everybody who is eligible.
    ///
    /// - Parameters:
    ///   - time: of the question; nil asks just after the last recorded event. A plain table has no other time
    ///     than its rows'.
    ///   - features: as the served version defines them; nil for a model of plain rows.
    ///   - entity: only this one, eligible or not; nil for all.
    /// - Throws: `WorkflowError.unusable` if the version and the pipeline are of different ways; `.refused` where a
    ///   gate of `quality` does not hold for all who are asked about.
    public func frame(
        asOf time: Instant?, features: FeatureSet?, only entity: EntityKey? = nil
    ) throws -> FeatureFrame {
        switch (contents, features) {
        case (.table(let result, _), nil):
            let frame = result.frame.features
            guard let entity else { return frame }
            return frame.rows(frame.entities.indices.filter { frame.entities[$0] == entity })
        case (.events(let result, let planner, _), let named?):
            let features = try named.embedding(in: registry)
            guard let horizon = result.log.horizon else {
                throw WorkflowError.unusable(what: "there are no events", remedy: "check the sources")
            }
            let time = time ?? horizon
            let questions = planner.questions(in: result.log, at: time)
            guard let entity else {
                try refuseFailedGates()
                let frame = result.log.frame(features, of: questions)
                try refuseFailedFeatures(frame, asksForVariety: false)
                return frame
            }
            let cutoff = questions.first { $0.entity == entity }?.cutoff
            return result.log.frame(features, of: [(entity: entity, cutoff: cutoff ?? time)])
        default: throw misfit(of: features)
        }
    }

    /// What was known of an entity as of a time, in one row: whatever the model's own cutoff is, as the daemon answers.
    ///
    /// - Throws: `WorkflowError.unusable` for a plain table, whose rows are of no other time than their own, and for a
    ///   version of plain rows.
    /// - Complexity: O(events).
    func frame(of entity: EntityKey, at time: Instant, features: FeatureSet?) throws -> FeatureFrame {
        guard case .events(let result, _, _) = contents, let features else { throw misfit(of: features) }
        return result.log.frame(
            try features.embedding(in: registry), of: [(entity: entity, cutoff: time)])
    }

    /// Whether anything had been recorded of an entity, or of those it links to, before a time; of a plain table's rows always.
    ///
    /// - Complexity: O(events of the entity).
    func isAnythingKnown(of entity: EntityKey, at time: Instant) -> Bool {
        guard case .events(let result, _, let features) = contents else { return true }
        return result.log.table.events(of: entity, for: features).contains { $0.isKnown(at: time) }
    }

    private func misfit(of features: FeatureSet?) -> WorkflowError {
        .unusable(
            what:
                "the version takes \(features == nil ? "rows of a table" : "events"), the pipeline has \(pipeline.isTable ? "a table" : "events")",
            remedy: "name a version that was trained from this pipeline")
    }

    /// The key of an entity by its id, with or without the namespace, or by its pseudonym.
    ///
    /// - Parameter tell: told whom a pseudonym stands for.
    /// - Throws: `WorkflowError.unusable` if nothing is known of it, and as `entity(ofPseudonym:)`.
    public func entity(_ text: String, tell: (String) -> Void = { _ in }) throws -> EntityKey {
        let unit = pipeline.isTable ? "row" : pipeline.settings.unit
        let id = text.hasPrefix(unit + ":") ? String(text.dropFirst(unit.count + 1)) : text
        let key = EntityKey(namespace: unit, id: id)
        let isKnown =
            switch contents {
            case .table(let result, _): result.frame.features.entities.contains(key)
            case .events(let result, _, let features):
                // A key that others belong to may have no events of its own.
                result.log.table.entities(relatedTo: [key], for: features).contains {
                    !result.log.table.rows(of: $0).isEmpty
                }
            }
        guard isKnown else {
            if let named = try entity(ofPseudonym: text) {
                tell("\(text) is \(named)")
                return named
            }
            throw WorkflowError.unusable(
                what: "nothing is known of that \(unit)",
                remedy: "give an id as the source writes it, or a pseudonym of 12 or 32 digits")
        }
        return key
    }

    /// The events behind one value.
    ///
    /// - Parameter definitions: under which it is asked; nil for the pipeline's.
    /// - Throws: `FeatureError.unknownFeature`; `WorkflowError.unusable` for a plain table.
    public func trace(
        _ feature: String, of entity: EntityKey, at time: Instant, under definitions: FeatureSet? = nil
    ) throws -> FeatureTrace {
        var fold = try fold(of: entity, under: definitions)
        return try fold.trace(feature: feature, at: time)
    }

    /// What a fold of the entity must remember to answer questions from a time on, as JSON with sorted keys.
    ///
    /// - Parameter time: of the first question; nil stands for just after the last recorded event.
    /// - Throws: `WorkflowError.unusable` for a plain table and for a log without events.
    public func state(of entity: EntityKey, from time: Instant?) throws -> String {
        var fold = try fold(of: entity)
        guard case .events(let result, _, let features) = contents, let time = time ?? result.log.horizon
        else {
            throw WorkflowError.unusable(what: "there are no events", remedy: "check the sources")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let state = fold.state(from: time, definitions: "\(try DefinedFeatures.digest(of: features))")
        return String(decoding: try encoder.encode(state), as: UTF8.self)
    }

    /// A fold that has recorded all that is known of an entity, with the events' ids.
    private func fold(of entity: EntityKey, under definitions: FeatureSet? = nil) throws -> FeatureFold {
        guard case .events(let result, _, let own) = contents, let store else {
            throw WorkflowError.unusable(
                what: "a table's values have no events behind them", remedy: "look the row up in the table")
        }
        let features = try (definitions ?? own).embedding(in: registry)
        var fold = FeatureFold(features)
        fold.reset(entity: entity)
        // The log in memory knows no ids; the one on disk has them with the identities.
        let keys = result.log.table.entities(relatedTo: entity, for: features).union([entity])
        fold.record(try store.table(of: keys).events(of: entity, for: features))
        return fold
    }

    /// Writes the frame of all slices with labels to a file; the locked slice stays locked.
    ///
    /// - Parameter path: ends in `.parquet`, `.csv` or `.csv.gz`.
    /// - Returns: the number of rows, and the data they are of.
    public func writeFrame(to path: String) throws -> (rows: Int, data: PreparedData) {
        let data = try prepare()
        let open = data.frame.slices.indices.filter { data.frame.slices[$0] != .locked }
        let frame = open.count == data.frame.rowCount ? data.frame : data.frame.rows(open)
        try frame.write(to: path)
        return (frame.rowCount, data)
    }
}
