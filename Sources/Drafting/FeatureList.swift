internal import Datasets

/// The features that a folder's sources offer, simple ones only.
struct FeatureList {
    /// In order.
    private(set) var features: [FeatureDraft] = []
    /// Categories to report on by group.
    private(set) var groups: [String] = []
    /// Hand rules: more of what happens most is better.
    private(set) var rules: [HandRuleDraft] = []

    init(sources: [SourceDraft]) {
        for source in sources {
            guard case .activity = source.role else { continue }
            if source.mostRows > 1 { addCounts(source) } else { addSingle(source) }
        }
        for source in sources where source.role == .unit { addAttributes(source, via: nil) }
        for source in sources {
            if case .dimension(let link) = source.role { addAttributes(source, via: link) }
        }
        let counted = sources.filter { $0.mostRows > 1 }
            .sorted {
                ($1.related.table.probe.rowCount, $0.name) < ($0.related.table.probe.rowCount, $1.name)
            }
        rules = counted.prefix(2).map { source in
            HandRuleDraft(feature: Name(source.name).slug, isHigherBetter: true)
        }
    }

    private mutating func addCounts(_ source: SourceDraft) {
        guard let main = source.events.first(where: { $0.role == .main }) else { return }
        let plural = Name(source.name).words.joined(separator: " ")
        let slug = Name(source.name).slug
        let of = (key: "of", value: Commented.scalar(main.kind))
        add(slug, "count", [of], ["log1p"], "{value} \(plural)")
        for days in [7, 30] {
            let window = (key: "window", value: "\(days)d")
            add("\(slug)-\(days)", "count", [of, window], ["log1p"], "{value} \(plural) in \(days) days")
        }
        let single = Name(source.related.table.name.singular)
        add(
            "since-" + single.slug, "timeSinceLast", [of], [],
            "last \(single.words.joined(separator: " ")) {value} days ago")
        for attribute in source.attributes where attribute.isNumber {
            let name = Name(attribute.column.name)
            add(
                unique(name.slug, in: source), "sum",
                [of, (key: "attribute", value: Commented.scalar(attribute.column.name))],
                attribute.isNonNegative ? ["log1p"] : [],
                "\(name.words.joined(separator: " ")): {value} in all")
        }
        addOthers(source)
    }

    private mutating func addSingle(_ source: SourceDraft) {
        if let main = source.events.first(where: { $0.role == .main }) {
            let name = Name(main.kind)
            add(
                "since-" + name.slug, "timeSinceFirst", [(key: "of", value: Commented.scalar(main.kind))], [],
                "\(name.words.joined(separator: " ")) {value} days ago")
        }
        addOthers(source)
        addAttributes(source, via: nil)
    }

    private mutating func addOthers(_ source: SourceDraft) {
        for event in source.events where event.role == .other {
            let name = Name(event.kind)
            add(
                "since-" + name.slug, "timeSinceLast", [(key: "of", value: Commented.scalar(event.kind))], [],
                "\(name.words.joined(separator: " ")) {value} days ago")
        }
    }

    private mutating func addAttributes(_ source: SourceDraft, via link: String?) {
        guard let main = source.events.first(where: { $0.role == .main }) else { return }
        for attribute in source.attributes {
            let name = Name(attribute.column.name)
            let isGroup = !attribute.isNumber && attribute.column.distinct <= 20 && name.has(Hints.groupWords)
            var settings = [
                (key: "of", value: Commented.scalar(main.kind)),
                (key: "attribute", value: Commented.scalar(attribute.column.name)),
            ]
            if attribute.isNumber { settings.append((key: "type", value: "number")) }
            if let link { settings.append((key: "via", value: Commented.scalar(link))) }
            let slug = unique(name.slug, in: source)
            add(slug, "attribute", settings, [], "\(name.words.joined(separator: " ")): {value}")
            if isGroup { groups.append(slug) }
        }
    }

    private mutating func add(
        _ name: String, _ kind: String, _ settings: [(key: String, value: String)], _ transforms: [String],
        _ sentence: String
    ) {
        features.append(
            FeatureDraft(
                name: name, settings: [(key: "kind", value: kind)] + settings, transforms: transforms,
                sentence: sentence))
    }

    private func unique(_ name: String, in source: SourceDraft) -> String {
        features.contains { $0.name == name } ? Name(source.name).slug + "-" + name : name
    }
}
