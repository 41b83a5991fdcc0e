import Evaluation
import Models
import Personas
import Storage

extension PersonaDiscovery {
    /// Reads a document whose parts fit together.
    ///
    /// - Throws: as `read(_:)`; `WorkflowError.unusable` where they do not.
    public static func load(_ path: String) throws -> PersonaDiscovery {
        try read(path).fitting(path)
    }

    /// Whether the profiles' intents are of the same messages and by the same model.
    ///
    /// - Parameter model: SHA-256 of the model as a version carries it.
    func hasIntents(of question: IntentQuestion?, model: String?) -> Bool {
        guard let own = settings.intent, let question, model == intentModel else { return false }
        return own.feature == question.feature
    }

    /// The same document, whose parts fit together: whoever reads on indexes one by the other.
    ///
    /// - Parameter file: what errors call it.
    /// - Throws: `WorkflowError.unusable` where they do not.
    func fitting(_ file: String) throws(WorkflowError) -> PersonaDiscovery {
        let count = clusters.ids.count
        let groups = map.points.map(\.cluster) + map.centres.map(\.cluster)
        let fits =
            profiles.map(\.id) == clusters.ids && reference.sizes.count == count
            && reference.positives.count == count && reference.means.count == count
            && reference.means.allSatisfy { $0.count == clusters.model.columns }
            && reference.levels.count == clusters.model.columns
            && reference.levels.allSatisfy { $0.areOf(reference.sizes) }
            && (0...reference.sizes.reduce(0, +)).contains(reference.strangers)
            && profiles.allSatisfy { profile in
                [profile.size, profile.conversion, profile.laterConversion ?? profile.conversion].allSatisfy {
                    0 <= $0.count && $0.count <= $0.rows && $0.rows < 1 << 40
                }
            }
            && profiles.allSatisfy { profile in
                guard let intents = profile.intents else { return intentModel == nil }
                return intentModel != nil && IntentShare.areOf(profile.size.count, intents)
            }
            && zip(reference.sizes, reference.positives).allSatisfy { 0 <= $1 && $1 <= $0 && $0 < 1 << 40 }
            && groups.allSatisfy { (0..<count).contains($0) }
        guard fits else {
            throw .unusable(
                what: "\(file): its parts are not of the same clusters",
                remedy: "take the file as `leadline personas discover` wrote it")
        }
        return self
    }
}
