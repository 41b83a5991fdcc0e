internal import Features
internal import Registry
internal import Storage

extension Daemon.Configuration {
    /// What would be wrong if a daemon were started so now: access or a log with which it would not start, models without a
    /// version that can be served, and connections that are not encrypted.
    ///
    /// Each version is read and verified as at a start; nothing is listened on and nothing written.
    /// - Throws: `ServingError.invalidModelReference` for a model named twice.
    /// - Complexity: O(bytes of the versions).
    public func startFindings() throws(ServingError) -> [StartFinding] {
        let store = try ModelStore(
            registry: registry, models: models, personas: personas, trustedKeys: trustedKeys,
            metrics: ServingMetrics(version: version), log: ServingLog { _ in })
        var findings = refusals
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
        if let certificate, let text = Self.warning(of: certificate, at: .now) {
            findings.append(StartFinding(isBlocking: false, text: text))
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

    /// What is told of a certificate that is over, or will be within two weeks; nil for others.
    static func warning(of certificate: ServerCertificate, at time: Instant) -> String? {
        let (left, limit) = (certificate.expiry - Int(time.microseconds / 1_000_000), 14 * 86_400)
        guard left < limit else { return nil }
        let end = Instant(microseconds: Int64(certificate.expiry) * 1_000_000)
        return
            "the certificate of \(certificate.file) \(left < 0 ? "was" : "is") valid until \(end)\(left < 0 ? ", and clients refuse it" : ""): renew it, and start again"
    }

    /// Refuses to let in everybody from elsewhere.
    ///
    /// - Throws: `ServingError.accessUndeclared`.
    func expectDeclaredAccess() throws(ServingError) {
        if case .open = access, !listen.isLoopback { throw .accessUndeclared }
    }

    /// Why a daemon would end at once.
    private var refusals: [StartFinding] {
        var findings: [StartFinding] = []
        do throws(ServingError) {
            try expectDeclaredAccess()
        } catch {
            findings.append(StartFinding(isBlocking: true, text: "\(error)"))
        }
        for file in [audit?.file, decisions?.file].compactMap({ $0 }) {
            do throws(StorageError) {
                try LineWriter.check(file)
            } catch {
                findings.append(StartFinding(isBlocking: true, text: "\(error)"))
            }
        }
        return findings
    }

    /// Whether others than this host can read what is asked and answered, and the keys.
    var isReadOnTheWay: Bool { !listen.isLoopback && certificate == nil }

    static let encryptionRemedy =
        "requests and keys can be read on the way: give `tls`, or put a proxy with TLS in front"
}
