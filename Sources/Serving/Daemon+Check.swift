internal import Registry

extension Daemon.Configuration {
    /// What would be wrong if a daemon were started so now: models without a version that can be served, and connections that
    /// are not encrypted.
    ///
    /// Each version is read and verified as at a start; nothing is listened on and nothing written.
    /// - Throws: `ServingError.invalidModelReference` for a model named twice.
    /// - Complexity: O(bytes of the versions).
    public func startFindings() throws(ServingError) -> [StartFinding] {
        let store = try ModelStore(
            registry: registry, models: models, personas: personas, trustedKeys: trustedKeys,
            metrics: ServingMetrics(version: version), log: ServingLog { _ in })
        var findings: [StartFinding] = []
        func add(_ reference: ModelReference, _ part: String, _ failure: SlotFailure?, isBlocking: Bool) {
            guard let failure else { return }
            findings.append(
                StartFinding(
                    isBlocking: isBlocking,
                    text: "\(reference), \(part), has no version that can be served: \(failure.reason)"))
        }
        for slot in store.allSlots {
            _ = slot.refresh()
            add(
                slot.reference, slot.variant.rawValue, slot.snapshot.failure,
                isBlocking: slot.variant == .champion)
        }
        if let personas = store.personas {
            _ = personas.refresh()
            add(personas.reference, "personas", personas.snapshot.failure, isBlocking: true)
        }
        if isReadOnTheWay {
            findings.append(
                StartFinding(
                    isBlocking: false,
                    text:
                        "\(listen) can be reached from elsewhere and is not encrypted: \(Self.encryptionRemedy)"
                ))
        }
        return findings
    }

    /// Whether others than this host can read what is asked and answered, and the keys.
    var isReadOnTheWay: Bool { !listen.isLoopback && certificate == nil }

    static let encryptionRemedy =
        "requests and keys can be read on the way: give `tls`, or put a proxy with TLS in front"
}
