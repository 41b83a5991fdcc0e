internal import Registry
internal import Synchronization

extension ServingMetrics {
    /// What the daemon knows of the registry: versions that it refuses, and how it learns of others.
    func writeRegistry(_ text: inout Exposition, _ slots: [ModelSlot], _ personas: PersonaSlot?) {
        let refusals =
            slots.map { ($0.reference.name, $0.snapshot.failure) }
            + (personas.map { [($0.reference.name, $0.snapshot.failure)] } ?? [])
        let watches =
            slots.map { ($0.reference.name, $0.isWatched) }
            + (personas.map { [($0.reference.name, $0.isWatched)] } ?? [])
        text.family(
            "leadline_model_refused", "gauge",
            "The version that is wanted and not served, by what is wrong with it.")
        for (name, failure) in refusals {
            guard let failure else { continue }
            text.sample(
                "leadline_model_refused",
                [
                    ("model_name", name),
                    ("model_version", failure.version.map { "\($0)" } ?? ""),
                    ("reason", failure.cause.rawValue),
                ], "1")
        }
        text.family(
            "leadline_registry_watch", "gauge",
            "Whether the kernel tells when an alias of the model moves; else the daemon looks now and then.")
        for (name, isWatched) in watches {
            text.sample("leadline_registry_watch", [("model_name", name)], isWatched ? "1" : "0")
        }
    }
}
