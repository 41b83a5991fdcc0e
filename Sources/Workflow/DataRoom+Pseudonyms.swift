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
