import Datasets
import Features
import Storage

extension DataRoom {
    /// Everybody who can be asked about, by pseudonym; nobody in a plain table, whose rows have no ids that last.
    ///
    /// - Complexity: O(entities).
    func entities(by key: PseudonymKey) -> [String: EntityKey] {
        guard case .events(let result, _, _) = contents else { return [:] }
        return Dictionary(
            result.log.subjects(in: pipeline.settings.unit).map { (key.pseudonym($0.description), $0) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension DataRoom {
    /// Whom a pseudonym stands for, as pages (12 digits) and lines of `personas follow` (32) write it; nil for a text of another form.
    ///
    /// - Throws: `WorkflowError.unusable` where nobody has the pseudonym by the installation's key, or several begin with it.
    /// - Complexity: O(entities).
    func entity(ofPseudonym text: String) throws(WorkflowError) -> EntityKey? {
        guard [12, 32].contains(text.utf8.count), text.allSatisfy({ "0123456789abcdef".contains($0) }) else {
            return nil
        }
        let unit = pipeline.isTable ? "row" : pipeline.settings.unit
        let found =
            switch contents {
            case .events(let result, _, _): result.log.subjects(in: unit)
            case .table(let result, _): Array(Set(result.frame.features.entities))
            }
        return try Self.lead(text, among: found.lazy.map { ($0, pseudonyms.pseudonym($0.description)) }, unit)
    }

    /// The one whose pseudonym begins with a text.
    static func lead(
        _ text: String, among leads: some Sequence<(EntityKey, String)>, _ unit: String
    ) throws(WorkflowError) -> EntityKey {
        let found = leads.filter { $0.1.hasPrefix(text) }.map(\.0)
        if found.count > 1 {
            throw .unusable(
                what: "the pseudonyms of \(found.count) \(unit)s begin with \(text)",
                remedy: "give all 32 digits, as leadline personas follow writes them, or the id")
        }
        guard let lead = found.first else {
            throw .unusable(
                what: "no \(unit) has the id or the pseudonym \(text) here",
                remedy: "name by --working the folder whose key the pseudonym was made by, or give the id")
        }
        return lead
    }
}

extension DataRoom {
    /// Everybody, and every row, that something is known of.
    ///
    /// - Complexity: O(entities).
    var subjects: Set<EntityKey> {
        switch contents {
        case .events(let result, _, _): Set(result.log.subjects)
        case .table(let result, _): Set(result.frame.features.entities)
        }
    }
}
