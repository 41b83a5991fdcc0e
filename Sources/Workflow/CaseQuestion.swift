import Datasets
import Features

/// Of whom something is asked, and as known when.
struct CaseQuestion: Hashable {
    var entity: EntityKey
    var cutoff: Instant

    init(entity: EntityKey, cutoff: Instant) {
        self.entity = entity
        self.cutoff = cutoff
    }

    init(_ item: Case) { self.init(entity: item.entity, cutoff: item.cutoff) }
}
