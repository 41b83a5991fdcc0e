internal import Registry

extension ModelStore {
    /// Brings the personas to what their reference names now, and says what changed.
    ///
    /// To be called by one thread at a time.
    func refreshPersonas() {
        guard let personas else { return }
        let name = personas.reference.name
        switch personas.refresh() {
        case .none: break
        case .swapped(let from, let to, doubt: _):
            metrics.swapped(model: name)
            log.write(
                .info, "personas.loaded",
                [("model", name), ("from", from.map { "\($0)" } ?? ""), ("to", "\(to)")])
        case .failed(let version, let reason, let isNews):
            if isNews || version != nil { metrics.reloadFailed(model: name) }
            guard isNews else { break }
            log.write(
                .error, "personas.refused",
                [("model", name), ("version", version.map { "\($0)" } ?? ""), ("reason", reason)])
        }
    }
}
