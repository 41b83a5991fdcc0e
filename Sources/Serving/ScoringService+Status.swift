/// The page for people.
extension ScoringService {
    /// `GET /`.
    func statusPage(isDraining: Bool) -> HTTPResponse {
        StatusPage(
            service: Self.serverName, version: metrics.version, routes: store.routes,
            personas: store.personas, losses: losses,
            metrics: metrics, isDraining: isDraining, now: .now
        ).response
    }

    /// What is kept or sent beside the answers, and how much of it was lost.
    private var losses: [StatusPage.Loss] {
        var losses: [StatusPage.Loss] = []
        if let decisions {
            losses.append(
                StatusPage.Loss(
                    what: "Decisions in the log", done: decisions.written, lost: decisions.dropped))
        }
        if let audit {
            losses.append(
                StatusPage.Loss(what: "Lines of the audit log", done: audit.written, lost: audit.dropped))
        }
        if store.routes.contains(where: { !$0.shadows.isEmpty }) {
            losses.append(StatusPage.Loss(what: "Questions to shadows", lost: shadows.dropped))
        }
        if let tracer {
            losses.append(
                StatusPage.Loss(what: "Requests in traces", done: tracer.exported, lost: tracer.lost))
        }
        return losses
    }
}
