import Datasets
import Features
import Learning
import Settings
import Spelling

extension Pipeline {
    /// Refuses inputs of the model that are no features, and those that are read as the other kind of value.
    func checkInputNames() throws(SettingsError) {
        let known = settings.features?.names ?? settings.table?.featureFields.map(\.name) ?? []
        var selections = [(place: ["model", "inputs"], inputs: settings.model?.inputs)]
        for member in settings.model?.ensemble?.members ?? [] {
            selections.append((["model", "ensemble", member.name, "inputs"], member.settings.inputs))
        }
        for (place, inputs) in selections {
            for entry in inputs?.entries ?? [] where !known.contains(entry.name) {
                throw document.error(
                    at: place + [entry.name], "there is no feature '\(entry.name)'",
                    remedy: NearestName.remedy(for: entry.name, among: known))
            }
            try checkKinds(of: inputs, at: place)
        }
        let inputs = settings.inputNames
        for (index, pair) in (settings.model?.interactions ?? []).enumerated() {
            for name in pair where !inputs.contains(name) {
                throw document.error(
                    at: ["model", "interactions", "\(index)"], "there is no input '\(name)' of the model",
                    remedy: NearestName.remedy(for: name, among: inputs))
            }
        }
    }

    /// Refuses inputs that are read as the other kind of value.
    private func checkKinds(of inputs: InputSelection?, at place: [String]) throws(SettingsError) {
        for entry in inputs?.entries ?? [] {
            let needed: (key: String, isCategory: Bool)? =
                switch entry.encoding {
                case .usual: nil
                case .bins: ("bins", false)
                case .evidence: ("evidence", true)
                case .hash: ("hash", true)
                }
            guard let needed, needed.isCategory != isCategory(entry.name) else { continue }
            throw document.error(
                at: place + [entry.name],
                needed.isCategory
                    ? "'\(entry.name)' is a number, and `\(needed.key)` is for categories"
                    : "'\(entry.name)' is a category, and `bins` are for numbers",
                remedy: needed.isCategory ? "remove it, or take `bins`" : "take `evidence`")
        }
    }

    /// Refuses what the audit cannot be told: waivers that cover nothing, and orders of kinds that there are not.
    func checkAudit() throws(SettingsError) {
        guard let audit = settings.audit else { return }
        let sources = settings.sources ?? [:]
        let catalog = EventCatalog(sources)
        do throws(DatasetError) {
            try audit.check()
            if settings.table == nil {
                try audit.check(against: Set(sources.values.flatMap { $0.events.map(\.kind) }).sorted())
            }
        } catch {
            throw document.error(at: error.keyPath ?? ["audit"], error.what, remedy: error.remedy)
        }
        if let scoring = audit.scoring {
            let numbers = catalog.attributes(of: [scoring.kind]).filter { name in
                catalog.fields(of: name, kinds: [scoring.kind]).contains {
                    $0.type == .number || $0.type == .integer
                }
            }
            if settings.table == nil, !numbers.contains(scoring.attribute) {
                throw document.error(
                    at: ["audit", "scoring", "attribute"],
                    "no event of kind '\(scoring.kind)' has a number '\(scoring.attribute)'",
                    remedy: NearestName.remedy(for: scoring.attribute, among: numbers))
            }
        }
        let known =
            catalog.names.union(sources.keys).union(settings.features?.names ?? [])
            .union(settings.table?.fields.keys.map { $0 } ?? [])
        for (index, waiver) in (audit.waivers ?? []).enumerated() {
            guard let field = waiver.field, !waiver.check.isAboutScores, !known.contains(field) else {
                continue
            }
            throw document.error(
                at: ["audit", "waivers", "\(index)", "field"],
                "there is no feature, field, source or kind of events '\(field)', so the waiver covers nothing",
                remedy: NearestName.remedy(for: field, among: known.sorted()))
        }
    }
}
