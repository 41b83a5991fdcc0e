import Evaluation
import Features
import Learning
import Models
import Personas
import Storage

extension PersonaDiscoverer {
    /// What the leads of each cluster are like, in the order of the clusters.
    func profiles(
        _ room: DataRoom, _ clusters: PersonaClusters, _ chosen: ClusterCandidate,
        _ known: (cases: CaseRows, rows: [[Double]]), _ later: (cases: CaseRows, rows: [[Double]]),
        _ described: FeatureFrame, _ workspace: Workspace
    ) throws -> [PersonaProfile] {
        let own = chosen.fit.clusters.map { Int($0) }
        let count = clusters.ids.count
        let next = later.rows.map { clusters.model.nearest($0.span).cluster }
        let distances = known.rows.enumerated().map { row, values in
            clusters.squaredDistances(values)[own[row]]
        }
        let histories = try room.histories(
            of: known.cases.questions, clusters: own, count: count, step: settings.step, text: settings.text)
        var wanted: [IntentOfLead]?
        if let question = settings.intent, let intents {
            wanted = try room.intents(
                of: known.cases.questions, question: question, by: intents, concurrency: concurrency)
        }
        let key = try PseudonymKey.loadOrCreate(at: workspace.pseudonymKey)
        return clusters.ids.indices.map { cluster in
            let members = own.indices.filter { own[$0] == cluster }
            let laterMembers = next.indices.filter { next[$0] == cluster }
            let nearest = members.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(3)
            let stability = chosen.stability.flatMap { $0[cluster] }
            return PersonaProfile(
                id: clusters.ids[cluster], size: ShareEstimate(members.count, of: own.count),
                stability: stability, verdict: StabilityVerdict(similarity: stability),
                centre: centre(of: known.cases.frame, rows: members),
                telling: Array(
                    TellingFeature.all(
                        of: described, isInside: own.map { $0 == cluster },
                        features: pipeline.settings.features
                    ).prefix(12)),
                words: histories.map { $0.words.isEmpty ? [] : $0.words[cluster] } ?? [],
                steps: histories?.steps[cluster] ?? [], journeys: histories?.journeys[cluster] ?? [],
                conversion: ShareEstimate(members.count { known.cases.labels[$0] }, of: members.count),
                laterConversion: laterMembers.isEmpty
                    ? nil
                    : ShareEstimate(laterMembers.count { later.cases.labels[$0] }, of: laterMembers.count),
                intents: wanted.map { wanted in
                    IntentShare.all(of: members.map { wanted[$0] }, least: LeadHistories.leastLeads)
                },
                examples: nearest.map { key.pseudonym(known.cases.frame.entities[$0].description) })
        }
    }
}
