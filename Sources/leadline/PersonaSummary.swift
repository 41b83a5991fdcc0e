import Evaluation
import Learning
import Terminal
import Workflow

/// What the verbs of personas print.
enum PersonaSummary {
    /// A discovery, for a terminal.
    static func show(_ discovery: PersonaDiscovery, _ console: Console) {
        console.heading(
            "\(Figures.count(discovery.leads)) leads of \(discovery.pipeline), each once: \(discovery.profiles.count) groups"
        )
        console.table(
            ["groups", "silhouette", "least stability", "state"],
            discovery.candidates.map { candidate in
                [
                    candidate.clusters == discovery.profiles.count
                        ? "\(candidate.clusters) (taken)" : "\(candidate.clusters)",
                    candidate.silhouette.map(Figures.text) ?? "",
                    candidate.leastStability.map(Figures.text) ?? "", candidate.state.rawValue,
                ]
            }, alignments: [.right, .right, .right, .left])
        console.table(
            ["cluster", "leads", "share", "stability", "verdict", discovery.outcome, "later leads"],
            discovery.profiles.map { profile in
                [
                    profile.id, Figures.count(profile.size.count), share(profile.size, bounds: false),
                    profile.stability.map(Figures.text) ?? "",
                    profile.isTrusted
                        ? profile.verdict.rawValue : "\(profile.verdict.rawValue): not to be trusted",
                    share(profile.conversion, bounds: true),
                    profile.laterConversion.map { share($0, bounds: true) } ?? "",
                ]
            }, alignments: [.left, .right, .right, .right, .left, .right, .right])
        switch discovery.structure.verdict {
        case .structure: break
        case .none:
            console.warn(
                "leads without groups are as close to their centres (p = \(discovery.structure.pValue.map(Figures.text) ?? "")): these groups are cuts through a whole, not kinds of leads"
            )
        case .notMeasured: console.warn("there are too few leads to tell whether they lie in groups at all")
        }
        for profile in discovery.profiles {
            console.line("")
            console.line("\(profile.id):")
            for telling in profile.telling.prefix(5) { console.line("  \(words(telling))") }
            if let journey = profile.journeys.first {
                console.line(
                    "  \(share(journey.share, bounds: false)) went: \(journey.steps.joined(separator: " → "))\(journey.goesOn ? " → …" : "")"
                )
            }
            if !profile.words.isEmpty {
                console.line("  words: \(profile.words.prefix(8).map(\.term).joined(separator: ", "))")
            }
            intents(profile.intents ?? [], of: " ", console)
        }
        centres(discovery, console)
        if discovery.protected?.isEmpty ?? false {
            console.line("")
            console.line("protected attributes: not tested, since the pipeline declares none")
        }
        for bias in discovery.bias {
            console.line("")
            console.line(
                "\(bias.attribute): association with personas \(Figures.text(bias.association)) (p = \(Figures.text(bias.pValue)) by shuffling)"
            )
        }
        moved(discovery.drift, console)
        if let agreement = discovery.agreement {
            console.line("")
            console.line(
                "Groups that are found in other leads put a lead into the same persona in \(Figures.percent(agreement)) of the cases."
            )
        }
    }

    /// What moved since the groups were found, if anything did.
    static func moved(_ drift: PersonaDrift?, _ console: Console) {
        guard let moved = drift?.moved, !moved.isEmpty else { return }
        let columns = moved.prefix(5).map { "\($0.name) \($0.shift > 0 ? "+" : "")\(Figures.text($0.shift))" }
        console.line("")
        console.warn(
            "later leads differ by more than half a standard deviation in \(columns.joined(separator: ", ")): groups made of that do not last; leave it out by --input"
        )
    }

    /// How a feature tells a group, in one line.
    static func words(_ telling: TellingFeature) -> String {
        let (inside, outside) = (telling.inside ?? 0, telling.outside)
        if let level = telling.level {
            return
                "\(telling.feature) \(level): \(Figures.percent(inside)) (others \(outside.map(Figures.percent) ?? "none")), effect \(Figures.text(telling.effect))"
        }
        return
            "\(telling.sentence) (\(telling.feature): median \(Figures.text(inside)), others \(outside.map(Figures.text) ?? "none")), effect \(Figures.text(telling.effect))"
    }

    /// A share in percent, with its interval where that is asked for.
    static func share(_ estimate: ShareEstimate, bounds: Bool) -> String {
        guard let value = estimate.value else { return "" }
        guard bounds, let lower = estimate.lower, let upper = estimate.upper else {
            return Figures.percent(value)
        }
        return "\(Figures.percent(value)) (\(Figures.percent(lower)) to \(Figures.percent(upper)))"
    }
}
