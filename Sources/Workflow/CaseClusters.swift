import Datasets
import Evaluation
import Features

/// Which rows of a pipeline's frames belong together: those of an account where entities have one in common, else those
/// of an entity.
struct CaseClusters {
    /// What clusters are called in the method of every interval.
    let name: String
    /// The group of each entity that is not alone.
    private let groups: [EntityKey: EntityKey]

    init(name: String = "entity", groups: [EntityKey: EntityKey] = [:]) {
        self.name = name
        self.groups = groups
    }

    /// The clusters of a frame's rows.
    func clustering(of frame: FeatureFrame) -> Clustering { clustering(of: frame.entities) }

    /// The clusters of rows of these entities.
    func clustering(of entities: [EntityKey]) -> Clustering {
        Clustering(name: name, keys: entities.map { groups[$0] ?? $0 })
    }
}

extension DataRoom {
    /// Which rows belong together.
    ///
    /// Unless `evaluation.cluster` says otherwise, by what the slices are disjoint by: what may not be in two slices is
    /// not independent within one.
    /// - Parameter cases: all that are asked about, whether a slice uses them or not; nil for a plain table.
    func clusters(of cases: [Case]?) -> CaseClusters {
        clusters(of: cases, by: pipeline.settings.evaluation?.cluster ?? disjointLink ?? "entity")
            ?? CaseClusters()
    }

    /// Who may be in one slice only; nil where anyone may be in several.
    func apart(_ cases: [Case]?) -> CaseClusters? {
        disjointLink.flatMap { clusters(of: cases, by: $0) }
    }

    /// What slices are disjoint by; nil where they are not.
    private var disjointLink: String? {
        let link = pipeline.settings.slices?.disjoint?.by
        return link == "none" ? nil : link
    }

    private func clusters(of cases: [Case]?, by name: String) -> CaseClusters? {
        guard let cases, case .events(let result, let planner, _) = contents else { return nil }
        return CaseClusters(name: name, groups: planner.groupNames(of: cases, by: name, log: result.log))
    }
}
