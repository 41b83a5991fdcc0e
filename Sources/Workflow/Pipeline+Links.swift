import Datasets
import Evaluation
import Features
import Settings
import Spelling

extension Pipeline {
    /// Links that the label, the slices and the clusters of the evaluation go by.
    func checkLabelLinks(_ links: Set<String>) throws(SettingsError) {
        let disjoint = settings.slices?.disjoint?.by
        let cluster = settings.evaluation?.cluster
        let named: [([String], String?)] = [
            (["label", "via"], settings.label?.via), (["label", "members"], settings.label?.members),
            (["slices", "disjoint"], disjoint == "none" || disjoint == "entity" ? nil : disjoint),
            (["evaluation", "cluster"], cluster == "entity" ? nil : cluster),
        ]
        for case (let place, let link?) in named where !links.contains(link) {
            throw document.error(
                at: place, "no event carries a link '\(link)'", remedy: Self.remedy(for: link, among: links))
        }
    }

    /// Links that say whom a key belongs to.
    func checkIdentity(_ links: Set<String>) throws(SettingsError) {
        guard let identity = settings.identity else { return }
        if identity.links.isEmpty {
            throw document.error(
                at: ["identity", "links"], "no link is named", remedy: "name a link, or remove `identity`")
        }
        for (index, link) in identity.links.enumerated() {
            let place = ["identity", "links", "\(index)"]
            if !links.contains(link) {
                throw document.error(
                    at: place, "no event carries a link '\(link)'",
                    remedy: Self.remedy(for: link, among: links))
            }
            if identity.links.firstIndex(of: link) != index {
                throw document.error(
                    at: place, "the link '\(link)' is named twice", remedy: "name it once")
            }
        }
    }

    private static func remedy(for link: String, among links: Set<String>) -> String {
        links.isEmpty
            ? "list a field of type key among the attributes of an event"
            : NearestName.remedy(for: link, among: links.sorted())
    }
}
