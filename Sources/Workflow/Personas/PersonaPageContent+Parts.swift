import Evaluation
import Learning
import Personas
import Reports

extension PersonaPageContent.Group {
    init(
        _ profile: PersonaProfile, at index: Int, of taxonomy: Taxonomy?, _ words: FeatureWords
    ) {
        let owner = taxonomy.flatMap { taxonomy in
            taxonomy.persona(of: profile.id).map { taxonomy.personas[$0] }
        }.flatMap { $0 }
        let most = profile.telling.first.map(words.short)
        let unnamed = "Group \(index + 1)"
        // Several groups of one persona are told apart.
        let isOneOfSeveral = (owner?.clusters?.count ?? 0) > 1
        let title = owner.map { isOneOfSeveral ? "\($0.title), group \(index + 1)" : $0.title }
        // What hardly differs tells nobody apart.
        let telling = profile.telling.filter { abs($0.effect) >= 0.147 }.prefix(6)
        self.init(
            name: title ?? most.map { "\(unnamed): \($0)" } ?? unnamed,
            label: title.map { "\(index + 1) \($0)" } ?? unnamed, description: owner?.description,
            id: profile.id,
            stability: profile.stability.map { "found again with a similarity of \(Figures.plain($0))" }
                ?? "whose stability could not be measured", isTrusted: profile.isTrusted,
            size: profile.size, conversion: profile.conversion, laterConversion: profile.laterConversion,
            telling: telling.map(words.long),
            words: profile.words.prefix(8).compactMap(PersonaPageContent.Term.init),
            steps: profile.steps.prefix(5).compactMap(PersonaPageContent.Term.init),
            journeys: profile.journeys.prefix(4).map {
                PersonaPageContent.Journey(
                    steps: $0.goesOn ? $0.steps + ["…"] : $0.steps, share: $0.share.value ?? 0,
                    elsewhere: $0.elsewhere)
            },
            intents: IntentShare.commonest(6, of: profile.intents ?? []).map {
                PersonaPageContent.Intent(name: $0.name, share: $0.share)
            }, examples: profile.examples.map { String($0.prefix(12)) })
    }
}

extension PersonaPageContent.Term {
    /// Nil where nobody counted how many others have it: it may be no more of them.
    init?(_ term: TellingTerm) {
        guard let share = term.share?.value, let elsewhere = term.elsewhere?.value else { return nil }
        self.init(name: term.term, share: share, elsewhere: elsewhere)
    }
}

extension PersonaPageContent.Goal {
    init(_ goal: GoalAssociation, _ words: FeatureWords) {
        // AUROC from 0 to 1 becomes what a difference of shares is: from -1 to 1, 0 in the middle.
        func scaled(_ value: Double) -> Double { goal.level == nil ? 2 * value - 1 : value }
        self.init(
            name: words.label(of: goal.feature, level: goal.level), value: scaled(goal.value),
            lower: scaled(goal.lower), upper: scaled(goal.upper), rows: goal.rows)
    }
}

extension PersonaPageContent.Bias {
    init(_ bias: PersonaBias, names: [String], ids: [String]) {
        let isUneven = bias.pValue < PersonaBias.significance
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
