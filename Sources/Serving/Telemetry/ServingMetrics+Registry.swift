internal import Registry
internal import Synchronization

extension ServingMetrics {
    /// What the daemon knows of the registry: versions that it refuses, and how it learns of others.
    func writeRegistry(_ text: inout Exposition, _ slots: [ModelSlot]) {
        text.family(
            "leadline_model_refused", "gauge",
            "The version that is wanted and not served, by what is wrong with it.")
        for slot in slots {
            guard let failure = slot.snapshot.failure else { continue }
            text.sample(
                "leadline_model_refused",
                [
                    ("model_name", slot.reference.name),
                    ("model_version", failure.version.map { "\($0)" } ?? ""),
                    ("reason", failure.cause.rawValue),
                ], "1")
        }
        text.family(
            "leadline_registry_watch", "gauge",
            "Whether the kernel tells when an alias of the model moves; else the daemon looks now and then.")
        for slot in slots {
            text.sample(
                "leadline_registry_watch", [("model_name", slot.reference.name)],
                slot.isWatched.load(ordering: .relaxed) ? "1" : "0")
        }
    }
}
