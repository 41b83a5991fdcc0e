import Datasets
import Features
import Storage

extension DataRoom {
    /// Everybody who can be asked about, by pseudonym.
    ///
    /// - Complexity: O(entities).
    func entities(by key: PseudonymKey) -> [String: EntityKey] {
        let entities =
            switch contents {
            case .events(let result, _, _): result.log.subjects(in: pipeline.settings.unit)
            case .table(let result, _): result.frame.features.entities
            }
        return Dictionary(
            entities.map { (key.pseudonym($0.description), $0) }, uniquingKeysWith: { first, _ in first })
    }
}
