import Evaluation
import Learning
public import Personas
public import Reports

extension PersonaPageContent {
    /// The page of a discovery, under the names of a taxonomy where there is one.
    ///
    /// - Parameter assignments: of leads by the taxonomy's version, whose decisions are counted; nil for none.
    /// - Complexity: O(groups * features + leads * personas).
    public init(
        _ discovery: PersonaDiscovery, taxonomy: Taxonomy? = nil, assignments: PersonaAssignments? = nil
    ) {
        let words = FeatureWords(discovery.features)
        let groups = discovery.profiles.enumerated().map { index, profile in
            Group(profile, at: index, of: taxonomy, words)
        }
        self.init(
            title: taxonomy?.title ?? discovery.title, outcome: discovery.outcome, unit: discovery.unit,
            provenance: discovery.provenance, leads: discovery.leads, laterLeads: discovery.laterLeads,
            warnings: Self.warnings(discovery, words), remarks: Self.remarks(discovery), groups: groups,
            features: Self.features(discovery, words),
            goals: discovery.goals.prefix(12).map { Goal($0, words) },
            bias: discovery.bias.map { Bias($0, names: groups.map(\.name), ids: discovery.clusters.ids) },
            places: discovery.map.points.map { Place(x: $0.x, y: $0.y, group: $0.cluster) },
            centres: discovery.map.centres.map { Place(x: $0.x, y: $0.y, group: $0.cluster) },
            explained: discovery.map.explained)
        returningLeads = discovery.returningLeads
        untested = Self.untested(discovery)
        journeyNote = Self.journeyNote(discovery)
        middles = Self.middles(discovery, words)
        definitions = taxonomy.map { Definitions($0, of: discovery, assignments) }
    }

    /// Why protected attributes were not tested.
    private static func untested(_ discovery: PersonaDiscovery) -> [String] {
        guard let protected = discovery.protected else {
            return discovery.bias.isEmpty
                ? ["Not tested: nothing is known here of protected attributes."] : []
        }
        if protected.isEmpty {
            return [
                "Not tested: no protected attribute is declared. Whether a group has more of some people than there are is not known; the pipeline can declare attributes (evaluation: protected) that are tested and never used."
            ]
        }
        let tested = Set(discovery.bias.map(\.attribute))
        return protected.filter { !tested.contains($0) }.map {
            "\($0): not tested, since fewer than two of its values are known among the leads."
        }
    }

    /// What steps are, or why there are no journeys.
    private static func journeyNote(_ discovery: PersonaDiscovery) -> String? {
        if discovery.features == nil { return "No journeys are told: the data are a table, without events." }
        let journeys = discovery.profiles.flatMap(\.journeys)
        guard journeys.contains(where: { $0.steps.count > 1 }) else {
            guard let step = journeys.first?.steps.first else {
                return "No journeys are told: nowhere did five leads of a group go the same way."
            }
            return Set(journeys.flatMap(\.steps)).count > 1
                ? "No journeys are told: every one has a single step."
                : "No journeys are told: every event is of the kind “\(step)”, and a step that follows itself counts once, so that all go the same way. `personas discover --step ATTRIBUTE` names steps by an attribute of events."
        }
        return discovery.settings.step.map {
            "Steps are told as the data name them: they are the values of “\($0)”, in the order of time."
        } ?? "Steps are the kinds of events, in the order of time."
    }

    /// The middle of each input.
    private static func middles(_ discovery: PersonaDiscovery, _ words: FeatureWords) -> [Middle] {
        let groups = discovery.profiles.compactMap(\.centre)
        guard let all = discovery.centre, groups.count == discovery.profiles.count,
            groups.allSatisfy({ $0.map(\.feature) == all.map(\.feature) })
        else { return [] }
        let middles = all.indices.map { index in
            Middle(
                name: words.label(of: all[index].feature), unit: all[index].unit ?? "",
                groups: groups.map { $0[index].text }, all: all[index].text)
        }
        // What is the same in all groups tells the least.
        func isSame(_ middle: Middle) -> Bool { Set(middle.groups).count == 1 }
        return middles.filter { !isSame($0) } + middles.filter(isSame)
    }

    private static func warnings(_ discovery: PersonaDiscovery, _ words: FeatureWords) -> [String] {
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
            let names = moved.prefix(3).map { words.quoted($0.name) }.joined(separator: ", ")
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
    private static func features(_ discovery: PersonaDiscovery, _ words: FeatureWords) -> [Feature] {
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
                name: words.label(of: key.feature, level: key.level),
                effects: discovery.profiles.map { profile in
                    profile.telling.first { $0.feature == key.feature && $0.level == key.level }?.effect
                })
        }
    }
}
