import Datasets
import Features
import Learning
import Spelling

extension Pipeline {
    /// Refuses kinds and an attribute that no contract gives, and an attribute that is personal: its values would be in the
    /// embedder.
    func check(_ configuration: BehaviourVectorizing.Configuration) throws(WorkflowError) {
        let sources = settings.sources ?? [:]
        let kinds = Set(sources.values.flatMap { $0.events.map(\.kind) })
        if let unknown = configuration.kinds.first(where: { !kinds.contains($0) }) {
            throw .unusable(
                what: "no source makes an event of kind '\(unknown)'",
                remedy: NearestName.remedy(for: unknown, among: kinds.sorted()))
        }
        guard let attribute = configuration.attribute else { return }
        let catalog = EventCatalog(sources)
        if catalog.fields(of: attribute, kinds: configuration.kinds).isEmpty {
            throw .unusable(
                what:
                    "no contract gives an \(EventCatalog.words(configuration.kinds)) the attribute '\(attribute)'",
                remedy: NearestName.remedy(
                    for: attribute, among: catalog.attributes(of: configuration.kinds)))
        }
        if catalog.isPersonal(attribute, kinds: configuration.kinds) {
            throw .unusable(
                what: "'\(attribute)' is personal, and the embedder would hold its values",
                remedy: "name another attribute, or say personal: false in its contract if it is not")
        }
    }
}
