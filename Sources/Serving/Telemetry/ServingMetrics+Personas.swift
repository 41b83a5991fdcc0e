internal import Synchronization

extension ServingMetrics {
    /// What versions of personas said, since the start.
    struct PersonaState {
        // In the order of their making.
        var meters: [PersonaMeter] = []
        var retired: [MeterLabels: [PersonaMeter.Outcome: Int]] = [:]
    }

    /// A meter of a version of personas: the one there is, or a new one.
    ///
    /// Not for the path of a request.
    func personaMeter(_ labels: MeterLabels, personas: [String]) -> PersonaMeter {
        personaState.withLock { state in
            if let meter = state.meters.first(where: { $0.labels == labels }) { return meter }
            let meter = PersonaMeter(labels, personas: personas)
            state.meters.append(meter)
            // A local name would hold the meter, too.
            let unused = state.meters.indices.filter { isKnownUniquelyReferenced(&state.meters[$0]) }
            for index in unused.dropLast(Self.unusedMetersLimit).reversed() {
                let meter = state.meters.remove(at: index)
                var labels = meter.labels
                labels.version = Self.retiredVersion
                state.retired[labels, default: [:]].merge(meter.counts, uniquingKeysWith: +)
            }
            return meter
        }
    }

    /// How often every version said what, ascending by labels, those of no version any more as one.
    var personas: [(labels: MeterLabels, counts: [PersonaMeter.Outcome: Int])] {
        let (meters, retired) = personaState.withLock { ($0.meters, $0.retired) }
        var counts = retired
        for meter in meters { counts[meter.labels, default: [:]].merge(meter.counts, uniquingKeysWith: +) }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Writes what was said of leads, and by which version.
    func writePersonas(_ text: inout Exposition) {
        text.family(
            "leadline_persona_assignments_total", "counter",
            "Leads by the persona they were given, or by why they were given none.")
        for (labels, counts) in personas {
            for (outcome, count) in counts.sorted(by: { $0.key < $1.key }) {
                text.sample(
                    "leadline_persona_assignments_total",
                    labels.pairs.filter { $0.0 != "variant" } + outcome.pairs, "\(count)")
            }
        }
    }
}
