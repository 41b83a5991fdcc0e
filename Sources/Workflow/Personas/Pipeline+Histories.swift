import Datasets
import Spelling

extension Pipeline {
    /// Refuses attributes that no event has, and personal ones: what leads did and wrote is told to others.
    func checkHistories(of settings: PersonaSettings) throws(WorkflowError) {
        let sources = self.settings.sources ?? [:]
        let kinds = Set(sources.values.flatMap { $0.events.map(\.kind) }).sorted()
        let catalog = EventCatalog(sources)
        for (option, attribute) in [("step", settings.step), ("words", settings.text)] {
            guard let attribute, !isTable else { continue }
            let fields = catalog.fields(of: attribute, kinds: kinds)
            if fields.isEmpty {
                throw .unusable(
                    what: "--\(option): no event has the attribute '\(attribute)'",
                    remedy: NearestName.remedy(for: attribute, among: catalog.attributes(of: kinds)))
            }
            if catalog.isPersonal(attribute, kinds: kinds) || fields.contains(where: { $0.type == .key }) {
                throw .unusable(
                    what: "--\(option): '\(attribute)' is personal or a key, and its values would be told",
                    remedy: "name another attribute, or say personal: false in its contract if it is not")
            }
        }
    }
}
