internal import Features
internal import Synchronization

/// The counts that `/metrics` shows, since the start.
///
/// Labels are bounded: routes are templates, models those asked for, versions those that were loaded of late.
/// What a request counts, it counts in `requests` and in its version's meter; the lock here is for loading.
final class ServingMetrics: Sendable {
    /// The times of requests.
    let requests = RequestMeter()
    /// What the server calls its version.
    let version: String
    /// The last second of the server's certificate and those above it, since 1970 began; nil where connections are not encrypted.
    let certificateExpiry: Int?
    /// When the daemon started.
    let start = Instant.now

    /// How many meters of a model are shown beside those in use; the counts of older ones are shown as one.
    static let unusedMetersLimit = 16
    /// What the older ones' sum has for a version.
    static let retiredVersion = "retired"

    /// What is counted when models are loaded.
    private struct State {
        // In the order of their making.
        var meters: [ModelMeter] = []
        var retired: [MeterLabels: ModelCounts] = [:]
        var swaps: [String: Int] = [:]
        var reloadFailures: [String: Int] = [:]
        var stops: [CanaryStop: Int] = [:]
    }

    private let state = Mutex(State())
    /// What versions of personas said.
    let personaState = Mutex(PersonaState())

    /// What keeps the daemon from harm.
    let safeguards = SafeguardMeter()

    init(version: String, certificateExpiry: Int? = nil) {
        self.version = version
        self.certificateExpiry = certificateExpiry
    }

    /// The meter with those labels: the one there is, or a new one.
    ///
    /// Not for the path of a request.
    func meter(_ labels: MeterLabels, inputs: [String]) -> ModelMeter {
        state.withLock { state in
            if let meter = state.meters.first(where: { $0.labels == labels && $0.inputs == inputs }) {
                return meter
            }
            let meter = ModelMeter(labels, inputs: inputs)
            state.meters.append(meter)
            Self.retire(&state, model: labels.model)
            return meter
        }
    }

    /// Adds the oldest meters of a model, which no version holds any more, to the sum of what is retired.
    private static func retire(_ state: inout State, model: String) {
        // A local name would hold the meter, too.
        let unused = state.meters.indices.filter { index in
            isKnownUniquelyReferenced(&state.meters[index]) && state.meters[index].labels.model == model
        }
        for index in unused.dropLast(unusedMetersLimit).reversed() {
            let meter = state.meters.remove(at: index)
            var labels = meter.labels
            labels.version = retiredVersion
            state.retired[labels, default: ModelCounts()] += meter.counts
        }
    }

    /// What every version did, ascending by labels, those of no version any more as one.
    var models: [(labels: MeterLabels, counts: ModelCounts)] {
        let (meters, retired) = state.withLock { ($0.meters, $0.retired) }
        // Two meters have the same labels where a version's number was given again, with other inputs.
        var counts = retired
        for meter in meters { counts[meter.labels, default: ModelCounts()] += meter.counts }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Counts a version that took over.
    func swapped(model: String) { state.withLock { $0.swaps[model, default: 0] += 1 } }

    /// Counts an attempt to load a version that failed.
    func reloadFailed(model: String) { state.withLock { $0.reloadFailures[model, default: 0] += 1 } }

    /// What distinguishes the counts of canaries that were stopped.
    struct CanaryStop: Hashable, Comparable {
        var model: String
        var criterion: TrialFinding.Criterion

        static func < (left: Self, right: Self) -> Bool {
            (left.model, left.criterion.rawValue) < (right.model, right.criterion.rawValue)
        }
    }

    /// Counts a canary that was stopped.
    func stopped(model: String, _ criterion: TrialFinding.Criterion) {
        state.withLock { $0.stops[CanaryStop(model: model, criterion: criterion), default: 0] += 1 }
    }

    /// The canaries that were stopped, by model and by why.
    var stops: [CanaryStop: Int] { state.withLock { $0.stops } }

    /// The versions that took over, by model.
    var swaps: [String: Int] { state.withLock { $0.swaps } }

    /// The attempts to load a version that failed, by model.
    var reloadFailures: [String: Int] { state.withLock { $0.reloadFailures } }
}
