import Datasets
import Evaluation
import Features
import Learning
import Models
import Registry
import Settings
import Spelling

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
        try checkModel()
        try checkFeaturesVersion()
        if settings.table == nil { try checkTimeSliced() } else { try checkTable() }
        try checkInputNames()
        try checkActionable()
        try checkRules()
        try checkEvaluation()
        _ = try points()
        try checkAudit()
        try checkQuality()
    }

    private func checkFeaturesVersion() throws(SettingsError) {
        if let version = settings.featuresVersion, !(1...1_000_000).contains(version) {
            throw document.error(
                at: ["featuresVersion"], "versions of the definitions count from 1",
                remedy: "write featuresVersion: 1, and raise it by one when a definition changes")
        }
    }

    private func checkTable() throws(SettingsError) {
        let excluded: [(String, Bool)] = [
            ("sources", settings.sources != nil), ("label", settings.label != nil),
            ("cutoffs", settings.cutoffs != nil), ("eligible", settings.eligible != nil),
            ("slices", settings.slices != nil), ("features", settings.features != nil),
            ("backtest", settings.backtest != nil), ("refit", settings.refit != nil),
            ("quality", settings.quality != nil), ("identity", settings.identity != nil),
        ]
        for (key, isThere) in excluded where isThere {
            throw document.error(
                at: [key], "a pipeline with a `table` takes no `\(key)`",
                remedy: "remove `\(key)`, or remove `table`")
        }
        if let cluster = settings.evaluation?.cluster, cluster != "entity" {
            throw document.error(
                at: ["evaluation", "cluster"], "a row of a table is an entity of its own, with no links",
                remedy: "remove `cluster`, or write `cluster: entity`")
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
        try check(features)
        let catalog = EventCatalog(sources)
        let (kinds, links) = Self.kindsAndLinks(of: sources)
        try checkInputs(features)
        try checkKinds(kinds)
        try checkSlices()
        try checkLabelLinks(links)
        try checkLabelValues(in: catalog)
        try checkIdentity(links)
    }

    /// Refuses features that read what no source of this pipeline has.
    func check(_ features: FeatureSet) throws(SettingsError) {
        guard let sources = settings.sources else { return }
        let (kinds, links) = Self.kindsAndLinks(of: sources)
        do throws(FeatureError) {
            try features.check(eventKinds: kinds, links: links)
        } catch {
            throw document.error(
                at: ["features"] + [error.feature, error.field].compactMap { $0 }, error.problem,
                remedy: error.remedy)
        }
        for feature in features.features {
            guard let text = feature.definition.embedder else { continue }
            if case .version? = (try? ModelReference(text))?.target { continue }
            throw document.error(
                at: ["features", feature.name, "embedder"], "'\(text)' names no version by its number",
                remedy: "write models:/NAME/1: an alias may move, and the feature would be another")
        }
        let catalog = EventCatalog(sources)
        try checkAttributes(of: features, in: catalog)
        try checkValues(of: features, in: catalog)
    }

    /// The kinds of events that the sources make, and the attributes of them that name entities.
    private static func kindsAndLinks(
        of sources: [String: SourceDefinition]
    ) -> (kinds: Set<String>, links: Set<String>) {
        let kinds = Set(sources.values.flatMap { $0.events.map(\.kind) })
        let links = Set(
            sources.values.flatMap { source in
                source.events.flatMap(\.attributeFields).filter { source.fields[$0.value]?.type == .key }.map(
                    \.key)
            })
        return (kinds, links)
    }

    /// A model would write each text it takes as a category into its package.
    private func checkInputs(_ features: FeatureSet) throws(SettingsError) {
        let inputs = settings.model?.allInputs?.map(\.name) ?? features.names
        for name in inputs where features.definition(of: name)?.kind == .text {
            throw document.error(
                at: ["model"], "feature '\(name)' is text, which no input of this model reads",
                remedy: "list the other features under model.inputs")
        }
    }

    /// Kinds that are named outside features: a misspelt one would silently let everybody in, or nobody.
    private func checkKinds(_ kinds: Set<String>) throws(SettingsError) {
        var named: [([String], String)] = []
        for (index, kind) in (settings.eligible?.has ?? []).enumerated() {
            named.append((["eligible", "has", "\(index)"], kind))
        }
        for (index, kind) in (settings.eligible?.without ?? []).enumerated() {
            named.append((["eligible", "without", "\(index)"], kind))
        }
        if let anchored = settings.cutoffs?.anchored {
            named.append((["cutoffs", "anchored", "kind"], anchored.kind))
        }
        named += labelEvents.map { ($0.place + ["kind"], $0.kind) }
        for (index, rule) in (settings.label?.exclude ?? []).enumerated() {
            if let after = rule.after { named.append((["label", "exclude", "\(index)", "after"], after)) }
        }
        for (place, kind) in named where !kinds.contains(kind) {
            throw document.error(
                at: place, "no source makes an event of kind '\(kind)'",
                remedy: NearestName.remedy(for: kind, among: kinds.sorted()))
        }
    }

    /// The slices that a training cannot do without.
    private func checkSlices() throws(SettingsError) {
        guard let slices = settings.slices else { return }
        if slices.test == nil {
            throw document.error(
                at: ["slices"], "there is no test slice", remedy: "add `test`, later than all others")
        }
        if slices.calibrate == nil, settings.model?.ensemble != nil {
            throw document.error(
                at: ["slices"], "there is no slice to weigh the ensemble's members on",
                remedy: "add `calibrate` between train and test, or remove `ensemble`")
        }
        if slices.calibrate == nil, (settings.calibration?.method ?? .platt) != .none {
            throw document.error(
                at: ["slices"], "there is no slice to calibrate on",
                remedy: "add `calibrate` between train and test, or write calibration: {method: none}")
        }
    }

    private func checkRules() throws(SettingsError) {
        for (name, rule) in (settings.rules ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let problem = rule.problem {
                throw document.error(at: ["rules", name], problem, remedy: "see docs/guide.md, hand rules")
            }
            if name == EvaluationDocument.BaselineResult.points, settings.evaluation?.points != nil {
                throw document.error(
                    at: ["rules", name],
                    "`evaluation.points` names a table that is called so in every figure",
                    remedy: "give the rule another name")
            }
            guard let features = settings.features else { continue }
            for feature in rule.features where features.columnKind(of: feature) != .number {
                throw document.error(
                    at: ["rules", name], "there is no feature '\(feature)' that is a number",
                    remedy: NearestName.remedy(
                        for: feature, among: features.names.filter { features.columnKind(of: $0) == .number })
                )
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
