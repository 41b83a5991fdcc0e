public import Features
import Spelling

extension Taxonomy {
    /// What does not fit, the first thing in the file's order; nil where all does.
    ///
    /// - Parameters:
    ///   - features: the features there are, with the kind of each.
    ///   - clusters: the ids of the clusters that were discovered.
    /// - Complexity: O(personas squared + conditions).
    public func problem(features: [String: ColumnKind], clusters: [String]) -> TaxonomyProblem? {
        do throws(TaxonomyProblem) {
            try checkHead()
            try checkPersonas(features, clusters)
            for (index, rule) in (rules ?? []).enumerated() {
                try checkRule(rule, at: ["rules", "\(index)"], features)
            }
            for (index, flag) in (flags ?? []).enumerated() {
                let place = ["flags", "\(index)"]
                try refuse(flag.name.isEmpty, place + ["name"], "a flag has no name", "name it")
                try checkConditions(flag.when, at: place + ["when"], features)
            }
            if let problem = intent?.problem {
                throw TaxonomyProblem(
                    keyPath: ["intent", problem.key], what: problem.what, remedy: problem.remedy)
            }
            return nil
        } catch {
            return error
        }
    }

    private func checkHead() throws(TaxonomyProblem) {
        try refuse(
            version != Self.formatVersion, ["version"], "the format \(version) is not known",
            "write version: \(Self.formatVersion)")
        try refuse(
            !(1...1_000_000).contains(revision), ["revision"], "it is not a whole number from 1",
            "number the definitions, one more with every change")
        try refuse(
            !(0...1).contains(threshold), ["abstainBelow"], "\(threshold) is no probability",
            "give a number in 0...1")
        try refuse(
            personas.isEmpty, ["personas"], "there is no persona",
            "write one with an archetype, or trust a group: uncomment it in the draft")
        try refuse(
            personas.count > 1_000, ["personas"], "there are \(personas.count) personas",
            "define 1,000 at most")
    }

    private func checkPersonas(
        _ features: [String: ColumnKind], _ clusters: [String]
    ) throws(TaxonomyProblem) {
        var owners: [String: String] = [:]
        for name in names {
            guard let persona = personas[name] else { continue }
            let place = ["personas", name]
            try refuse(
                !Self.isName(name), place, "'\(name)' is no name of a persona",
                "take letters, digits and hyphens, a letter first, 64 at most")
            if let parent = persona.parent {
                try refuse(
                    personas[parent] == nil, place + ["parent"], "there is no persona '\(parent)'",
                    NearestName.remedy(for: parent, among: names))
                try refuse(
                    personas[path(to: name)[0]]?.parent != nil, place + ["parent"],
                    "the persona is a kind of itself", "leave the parent of one of the circle out")
            }
            for (index, cluster) in (persona.clusters ?? []).enumerated() {
                let place = place + ["clusters", "\(index)"]
                try refuse(
                    !clusters.contains(cluster), place, "there is no cluster '\(cluster)'",
                    NearestName.remedy(for: cluster, among: clusters))
                if let owner = owners[cluster] {
                    throw TaxonomyProblem(
                        keyPath: place, what: "cluster '\(cluster)' belongs to '\(owner)' already",
                        remedy: "give it to one persona")
                }
                owners[cluster] = name
            }
            try checkArchetype(persona.archetype, at: place + ["archetype"], features)
            for (index, former) in (persona.formerly ?? []).enumerated() {
                try refuse(
                    retired?[former] != nil, place + ["formerly", "\(index)"],
                    "'\(former)' is retired, too", "say either what became of it or why it is no more")
            }
        }
        for name in (retired ?? [:]).keys.sorted() where personas[name] != nil {
            throw TaxonomyProblem(
                keyPath: ["retired", name], what: "the persona is still defined", remedy: "leave one out")
        }
    }

    private func checkArchetype(
        _ archetype: Archetype?, at place: [String], _ features: [String: ColumnKind]
    ) throws(TaxonomyProblem) {
        guard let archetype else { return }
        try refuse(
            archetype.wishes.isEmpty && archetype.like == nil, place + ["wishes"], "there is no wish",
            "say of at least one feature what it is like, such as {frequency: high}")
        try refuse(
            archetype.like != nil && !(archetype.sentences?.contains { !$0.isEmpty } ?? false),
            place + ["like"], "there is no sentence to be like", "write `sentences`")
        if let least = archetype.atLeast {
            try refuse(
                !(0...1).contains(least), place + ["atLeast"], "\(least) is no similarity",
                "give a number in 0...1")
        }
        for (feature, wish) in archetype.wishes.sorted(by: { $0.key < $1.key }) {
            let place = place + ["wishes", feature]
            let kind = try known(feature, at: place, features)
            if case .condition(let condition) = wish { try check(condition, kind, at: place) }
        }
    }

    private func checkRule(
        _ rule: PersonaRule, at place: [String], _ features: [String: ColumnKind]
    ) throws(TaxonomyProblem) {
        try refuse(
            personas[rule.persona] == nil, place + ["persona"], "there is no persona '\(rule.persona)'",
            NearestName.remedy(for: rule.persona, among: names))
        try refuse(
            !rule.because.contains { !$0.isWhitespace }, place + ["because"], "there is no reason in it",
            "say why; the answer shows it")
        try checkConditions(rule.when, at: place + ["when"], features)
    }

    private func checkConditions(
        _ conditions: [String: AttributeCondition], at place: [String], _ features: [String: ColumnKind]
    ) throws(TaxonomyProblem) {
        try refuse(conditions.isEmpty, place, "there is no condition", "name at least one feature")
        for (feature, condition) in conditions.sorted(by: { $0.key < $1.key }) {
            let place = place + [feature]
            try check(condition, try known(feature, at: place, features), at: place)
        }
    }

    private func known(
        _ feature: String, at place: [String], _ features: [String: ColumnKind]
    ) throws(TaxonomyProblem) -> ColumnKind {
        guard let kind = features[feature] else {
            throw TaxonomyProblem(
                keyPath: place, what: "there is no feature '\(feature)'",
                remedy: NearestName.remedy(for: feature, among: features.keys.sorted()))
        }
        return kind
    }

    /// A condition that no value of the kind could pass is a mistake.
    private func check(
        _ condition: AttributeCondition, _ kind: ColumnKind, at place: [String]
    ) throws(TaxonomyProblem) {
        switch condition {
        case .range(let range):
            try refuse(
                kind != .number, place, "the feature is a category and has no bounds",
                "name values, such as [pro, team]")
            if let problem = range.problem {
                throw TaxonomyProblem(
                    keyPath: place, what: "it \(problem)", remedy: "give bounds such as {atLeast: 10}")
            }
        case .oneOf(let values):
            let fits = values.allSatisfy { value in
                switch value {
                case .number: kind == .number
                case .text: kind == .category
                case .flag, .link: false
                }
            }
            try refuse(
                values.isEmpty || !fits, place,
                kind == .number ? "the feature is a number" : "the feature is a category",
                kind == .number ? "give bounds such as {atLeast: 10}" : "name values as texts")
        }
    }

    private func refuse(
        _ isWrong: Bool, _ place: [String], _ what: String, _ remedy: String
    ) throws(TaxonomyProblem) {
        if isWrong { throw TaxonomyProblem(keyPath: place, what: what, remedy: remedy) }
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.first, name.utf8.count <= 64, first.isASCII, first.isLetter else {
            return false
        }
        return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}
