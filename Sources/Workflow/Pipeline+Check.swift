import Datasets
import Features
import Settings

extension Pipeline {
    /// What no single section can see: the sections that must be there, and names that must be defined.
    func check() throws(SettingsError) {
        if settings.version != 1 {
            throw document.error(
                at: ["version"], "this program reads version 1 of a pipeline file", remedy: "write version: 1"
            )
        }
        if !Self.isName(settings.name) {
            throw document.error(
                at: ["name"],
                "a model's name has 1 to 64 of a-z, 0-9, '-', '_' and '.', and starts with a letter or digit",
                remedy: "choose a name such as repeat-purchase")
        }
        if settings.table == nil { try checkTimeSliced() } else { try checkTable() }
        try checkRules()
    }

    private func checkTable() throws(SettingsError) {
        let excluded: [(String, Bool)] = [
            ("sources", settings.sources != nil), ("label", settings.label != nil),
            ("cutoffs", settings.cutoffs != nil), ("eligible", settings.eligible != nil),
            ("slices", settings.slices != nil), ("features", settings.features != nil),
        ]
        for (key, isThere) in excluded where isThere {
            throw document.error(
                at: [key], "a pipeline with a `table` takes no `\(key)`",
                remedy: "remove `\(key)`, or remove `table`")
        }
    }

    private func checkTimeSliced() throws(SettingsError) {
        let needed: [(String, Bool)] = [
            ("sources", settings.sources?.isEmpty == false), ("label", settings.label != nil),
            ("cutoffs", settings.cutoffs != nil), ("slices", settings.slices != nil),
            ("features", settings.features?.features.isEmpty == false),
        ]
        for (key, isThere) in needed where !isThere {
            throw document.error(
                at: [], "section `\(key)` is missing or empty",
                remedy:
                    "add `\(key)`, or describe a plain `table`; `leadline init` writes a commented example")
        }
        guard let features = settings.features, let sources = settings.sources else { return }
        let kinds = Set(sources.values.flatMap { $0.events.map(\.kind) })
        let links = Set(
            sources.values.flatMap { source in
                source.events.flatMap { $0.attributes ?? [] }.filter { source.fields[$0]?.type == .key }
            })
        do throws(FeatureError) {
            try features.check(eventKinds: kinds, links: links)
        } catch {
            throw document.error(
                at: ["features"] + [error.feature, error.field].compactMap { $0 }, error.problem,
                remedy: error.remedy)
        }
        if let outcome = settings.label?.outcome.kind, !kinds.contains(outcome) {
            throw document.error(
                at: ["label", "outcome", "kind"], "no source makes an event of kind '\(outcome)'",
                remedy: "use one of \(kinds.sorted().joined(separator: ", "))")
        }
    }

    private func checkRules() throws(SettingsError) {
        for (name, rule) in (settings.rules ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let problem = rule.problem {
                throw document.error(at: ["rules", name], problem, remedy: "see docs/guide.md, hand rules")
            }
            guard let features = settings.features else { continue }
            for feature in rule.features where features.columnKind(of: feature) != .number {
                throw document.error(
                    at: ["rules", name], "there is no feature '\(feature)' that is a number",
                    remedy: "name one of \(features.names.joined(separator: ", "))")
            }
        }
    }

    private static func isName(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, scalars.count <= 64 else { return false }
        func isPlain(_ scalar: Unicode.Scalar) -> Bool {
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return isPlain(first) && scalars.allSatisfy { isPlain($0) || "-_.".unicodeScalars.contains($0) }
    }
}
