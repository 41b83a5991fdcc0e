import Datasets
import Features

extension FollowedEvents {
    /// The names of the links that features and questions go by.
    struct Links {
        /// Whose target's events are looked at by whoever carries one.
        let direct: Set<String>
        /// That make all whom they tie look at each other's events: who is whom, features over others, members of a label.
        let joining: Set<String>

        init(_ features: FeatureSet, label: LabelDefinition?, identity: IdentityDefinition?) {
            let shared = features.features.map(\.definition).filter { $0.over == .others }.compactMap(\.via)
            let same = (features.identity?.links ?? []) + (identity?.links ?? [])
            joining = Set(shared + same + [label?.members].compactMap { $0 })
            direct = Set(features.links + [label?.via].compactMap { $0 }).subtracting(joining)
        }
    }
}
