import Evaluation
import Learning
public import Personas
public import Reports

extension PersonaPageContent {
    /// The page of a discovery, under the names of a taxonomy where there is one.
    ///
    /// - Complexity: O(groups * features).
    public init(_ discovery: PersonaDiscovery, taxonomy: Taxonomy? = nil) {
        let names = discovery.profiles.enumerated().map { index, profile in
            taxonomy.flatMap { taxonomy in
                taxonomy.persona(of: profile.id).map { taxonomy.personas[$0]?.title ?? $0 }
            } ?? Self.name(of: profile, index)
        }
        self.init(
            title: taxonomy?.title ?? discovery.title, outcome: discovery.outcome, unit: discovery.unit,
            provenance: discovery.provenance, leads: discovery.leads, laterLeads: discovery.laterLeads,
            warnings: Self.warnings(discovery), remarks: Self.remarks(discovery),
            groups: zip(discovery.profiles, names).map { profile, name in
                let persona = taxonomy.flatMap { taxonomy in
                    taxonomy.persona(of: profile.id).flatMap { taxonomy.personas[$0] }
                }
                return Group(profile, name: name, description: persona?.description)
            }, features: Self.features(discovery),
            goals: discovery.goals.prefix(12).map(Goal.init),
            bias: discovery.bias.map { Bias($0, names: names, ids: discovery.clusters.ids) },
            places: discovery.map.points.map { Place(x: $0.x, y: $0.y, group: $0.cluster) },
            centres: discovery.map.centres.map { Place(x: $0.x, y: $0.y, group: $0.cluster) },
            explained: discovery.map.explained)
    }

    /// A group that nobody has named, by what tells it most.
    private static func name(of profile: PersonaProfile, _ index: Int) -> String {
        guard let most = profile.telling.first else { return "Group \(index + 1)" }
        return "Group \(index + 1): \(most.shortWords)"
    }

    private static func warnings(_ discovery: PersonaDiscovery) -> [String] {
        var warnings: [String] = []
        switch discovery.structure.verdict {
        case .structure: break
        case .none:
            warnings.append(
                "Leads without groups would look the same: these are cuts through a whole, as one cuts a scale into low and high, and not kinds of leads."
            )
        case .notMeasured:
            warnings.append("There are too few leads to tell whether they lie in groups at all.")
        }
        if let moved = discovery.drift?.moved, !moved.isEmpty {
            let names = moved.prefix(3).map(\.name).joined(separator: ", ")
            warnings.append(
                "Later leads are others in \(names): groups made of that do not last. Find groups again without it."
            )
        }
        if let reason = discovery.usesProtected {
            warnings.append("A protected attribute is among what groups are made of, because: \(reason)")
        }
        return warnings
    }

    private static func remarks(_ discovery: PersonaDiscovery) -> [String] {
        var remarks: [String] = []
        if let agreement = discovery.agreement {
            remarks.append(
                "Groups that are found in other leads put a lead into the same group in \(Figures.percent(agreement)) of the cases."
            )
        }
        if let p = discovery.structure.pValue, discovery.structure.verdict == .structure {
            remarks.append(
                "Leads without groups are seldom so close to the centres of groups (p = \(Figures.text(p)) of \(discovery.structure.draws) draws)."
            )
        }
        return remarks
    }

    /// The features that tell some group most, and what each says of every group.
    private static func features(_ discovery: PersonaDiscovery) -> [Feature] {
        struct Key: Hashable {
            var feature: String
            var level: String?
        }
        var strongest: [Key: Double] = [:]
        for profile in discovery.profiles {
            for telling in profile.telling {
                let key = Key(feature: telling.feature, level: telling.level)
                strongest[key] = max(strongest[key] ?? 0, abs(telling.effect))
            }
        }
        let order = strongest.sorted {
            ($1.value, $0.key.feature, $0.key.level ?? "") < ($0.value, $1.key.feature, $1.key.level ?? "")
        }.prefix(16).map(\.key)
        return order.map { key in
            Feature(
                name: key.level.map { "\(key.feature): \($0)" } ?? key.feature,
                effects: discovery.profiles.map { profile in
                    profile.telling.first { $0.feature == key.feature && $0.level == key.level }?.effect
                })
        }
    }
}

extension PersonaPageContent.Group {
    fileprivate init(_ profile: PersonaProfile, name: String, description: String?) {
        // What hardly differs tells nobody apart.
        let telling = profile.telling.filter { abs($0.effect) >= 0.147 }.prefix(6)
        self.init(
            name: name, description: description, id: profile.id,
            stability: profile.stability.map { "found again with a similarity of \(Figures.plain($0))" }
                ?? "whose stability could not be measured", isTrusted: profile.isTrusted,
            size: profile.size, conversion: profile.conversion, laterConversion: profile.laterConversion,
            telling: telling.map(Self.words), words: profile.words.prefix(8).map(\.term),
            steps: profile.steps.prefix(5).map(\.term),
            journeys: profile.journeys.prefix(4).map {
                PersonaPageContent.Journey(
                    steps: $0.goesOn ? $0.steps + ["…"] : $0.steps, share: $0.share.value ?? 0,
                    elsewhere: $0.elsewhere)
            },
            intents: IntentShare.commonest(6, of: profile.intents ?? []).map {
                PersonaPageContent.Intent(name: $0.name, share: $0.share)
            }, examples: profile.examples.map { String($0.prefix(12)) })
    }

    private static func words(_ telling: TellingFeature) -> String {
        if let level = telling.level, let inside = telling.inside {
            return
                "\(telling.feature): \(level) for \(Figures.percent(inside)) (others: \(telling.outside.map(Figures.percent) ?? "unknown"))"
        }
        let others = telling.outside.map { "; the median of others is \(Figures.plain($0))" } ?? ""
        return "\(telling.sentence) (median\(others))"
    }
}

extension PersonaPageContent.Goal {
    fileprivate init(_ goal: GoalAssociation) {
        // AUROC from 0 to 1 becomes what a difference of shares is: from -1 to 1, 0 in the middle.
        func scaled(_ value: Double) -> Double { goal.level == nil ? 2 * value - 1 : value }
        self.init(
            name: goal.level.map { "\(goal.feature): \($0)" } ?? goal.feature, value: scaled(goal.value),
            lower: scaled(goal.lower), upper: scaled(goal.upper), rows: goal.rows)
    }
}

extension PersonaPageContent.Bias {
    fileprivate init(_ bias: PersonaBias, names: [String], ids: [String]) {
        let isUneven = bias.pValue < PersonaGate.significance
        self.init(
            attribute: bias.attribute,
            verdict:
                "\(isUneven ? "Unevenly spread: personas know something of it" : "No more uneven than chance makes it") "
                + "(association \(Figures.text(bias.association)), p = \(Figures.text(bias.pValue)), \(Figures.count(bias.rows)) leads).",
            rows: bias.shares.map { share in
                let name = ids.firstIndex(of: share.persona).map { names[$0] } ?? share.persona
                return [
                    name, share.level, share.share.value.map(Figures.percent) ?? "",
                    Figures.percent(share.base), Figures.plain(share.amplification),
                ]
            })
    }
}
