import Datasets
import Features
import Spelling

/// Leads whose personas people have said.
public struct PersonaLabels: Sendable {
    private let path: String
    private let ids: [String?]
    private let personas: [String?]

    /// Rows of the file.
    var rows: Int { ids.count }

    /// Reads two columns.
    ///
    /// - Parameters:
    ///   - path: `.csv` or `.parquet`.
    ///   - id: the column of leads.
    ///   - persona: the column of personas.
    /// - Throws: `DatasetError` for what cannot be read, and columns that are not there.
    public init(_ path: String, id: String, persona: String) throws {
        let table = try MessageTable(path, text: id, label: persona)
        self.path = path
        ids = table.texts
        personas = table.labels ?? []
    }

    /// The leads with the places of their personas, nil for one that is none of them; in the order of the file, without rows that have no persona.
    ///
    /// - Throws: `WorkflowError.unusable` naming the row for a persona that there is not, a lead without an id, and one that was there
    ///   before; nothing that stands in the row is told.
    func places(
        of names: [String], unit: String
    ) throws(WorkflowError) -> [(entity: EntityKey, place: Int?)] {
        let places = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<EntityKey> = []
        var found: [(entity: EntityKey, place: Int?)] = []
        for (row, id) in ids.enumerated() {
            guard let persona = personas[row] else { continue }
            let place = places[persona]
            guard place != nil || persona == PersonaAccuracy.nobody else {
                // What stands there may be anything, but for a name that is nearly one of them.
                let meant = NearestName.of(persona, among: names).map { "did you mean '\($0)'? " } ?? ""
                throw .unusable(
                    what: "\(path), row \(row + 1): that persona is not in the taxonomy",
                    remedy:
                        "\(meant)use one of \(names.joined(separator: ", ")), or \(PersonaAccuracy.nobody) for none of them"
                )
            }
            guard let id, !id.isEmpty else {
                throw .unusable(
                    what: "\(path), row \(row + 1): there is no id", remedy: "give the lead's id")
            }
            let entity = EntityKey(
                namespace: unit, id: id.hasPrefix(unit + ":") ? String(id.dropFirst(unit.count + 1)) : id)
            guard seen.insert(entity).inserted else {
                throw .unusable(
                    what: "\(path), row \(row + 1): the lead was there before",
                    remedy: "give each lead once")
            }
            found.append((entity, place))
        }
        return found
    }
}
