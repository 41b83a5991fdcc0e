import Datasets
import Evaluation
import Models
import Registry
import Reports
import Scoring

/// Puts what is known of a version into a report's content.
struct ReportWriter {
    var package: ScorerPackage
    var document: EvaluationDocument
    var audit: AuditReport
    var lineage: Lineage
    var dataDescription: String
    /// What was measured; it gives names such as "top 10 %".
    var plan: EvaluationPlan?
    /// The version as shown.
    var version: String
    /// What the gates said; nil before they are held.
    var gates: GateResult?
    /// The lead that others are explained against; nil in a version that was made without one.
    var reference: ReferenceLead?
    /// How often anybody has looked at the locked slice; nil where the registry was not asked.
    var looks: Int?
    /// The promotions of the version.
    var promotions: [JournalEntry] = []

    /// The content.
    func content() -> ReportContent {
        var content = ReportContent(
            title: package.title, modelName: package.name, version: version, headline: headline,
            provenance: provenance, isProvenanceCaution: package.provenance != "real", slices: slices,
            labelCounts: labelCounts, folds: folds, rows: document.metrics, plan: plan,
            // The paired differences are to the strongest, which the rows call "rule".
            baselines: document.rules.enumerated().map { index, rule in
                ReportBaseline(
                    name: index == 0 ? "rule" : rule.name,
                    meaning: index == 0 ? document.ruleWords ?? "" : "hand rule \(rule.name)",
                    rows: rule.metrics, curves: rule.curves)
            },
            curves: document.curves, coefficients: coefficients, findings: findings,
            assumptions: lineage.assumptions, limits: limits, gates: gates, lineage: facts,
            considerations: ReportConsiderations(
                users: ["the team that works these leads, and whoever audits it"],
                useCases: ["ranking the entities of unit '\(package.unit)' for a team of limited capacity"],
                tradeoffs: [
                    "a linear model: every score is a sum that can be explained, interactions are "
                        + (package.model.columns.contains(where: \.isProduct)
                            ? "those that the pipeline names" : "not learned")
                ],
                ethicalConsiderations: [
                    "group results are measured where the pipeline names groups; a group too small to judge is said to be"
                ] + (document.protected ?? []).map(\.sentence) + proxies))
        content.reference = reference.map { ReportReferenceLead($0, by: package.model) }
        content.stability = document.stability
        content.scorecard = (lineage.evidence ?? []).map(ReportEvidence.init)
        content.strength = lineage.strength.map(ReportStrength.init)
        content.ensemble = document.ensemble.map { ReportEnsemble($0, rows: document.metrics) }
        return content
    }

    private var headline: String {
        let auroc =
            document.row("auroc").map { "AUROC \(Figures.text($0.value, $0.lower, $0.upper))" }
            ?? "AUROC undefined"
        guard let rule = document.ruleWords, let difference = document.row("auroc_difference_to_rule")
        else {
            return auroc + " on the test slice."
        }
        let wins = document.headlineSentence(plan).map { $0 + " " } ?? ""
        return
            "\(wins)\(auroc) on the test slice; against \(rule) \(Figures.text(difference.value, difference.lower, difference.upper))."
    }

    /// What the model's inputs and its score tell of protected attributes.
    private var proxies: [String] {
        (document.proxies ?? []).map { proxy in
            func figure(_ metric: String) -> String {
                guard
                    let row = document.metrics.first(where: { $0.metric == metric && $0.group == proxy.group }
                    )
                else { return "unknown" }
                return row.value == nil
                    ? row.method : "AUROC \(Figures.text(row.value, row.lower, row.upper))"
            }
            let names = proxy.inputs.map(\.name).joined(separator: ", ")
            let group = GroupKey(proxy.group)?.words ?? proxy.group
            return "\(group): the inputs tell it with \(figure("proxy_auroc"))"
                + (names.isEmpty ? "" : " (most by \(names))") + ", the score with \(figure("score_auroc"))"
        }
    }

    private var provenance: String {
        switch package.provenance {
        case "real": "Real data: \(dataDescription)"
        case "simulated": "SIMULATED data, no real person stands behind a row: \(dataDescription)"
        default: "Data of unknown provenance: \(dataDescription)"
        }
    }

    private var slices: [ReportSlice] {
        let purposes = [
            "train": "transforms, coefficients and the strongest rule are found here",
            "calibrate": lineage.ensemble == nil
                ? "the calibration is fitted here" : "members are weighed and the calibration is fitted here",
            "test": "every figure is measured here",
            "locked": looks.map { "kept away; looked at \($0 == 1 ? "once" : "\($0) times") so far" }
                ?? "kept away; looks are counted in the registry",
        ]
        return lineage.slices.map {
            ReportSlice(
                name: $0.name, span: Figures.span($0.from, $0.to), rows: $0.rows,
                positives: $0.positives, purpose: purposes[$0.name] ?? "")
        }
    }

    private var coefficients: [ReportCoefficient] {
        lineage.coefficients.sorted { (abs($1.value), $0.name) < (abs($0.value), $1.name) }.map(
            ReportCoefficient.init)
    }

    private var findings: [ReportFinding] { audit.findings.map(ReportFinding.init) }

    private var limits: [String] {
        var limits = ["The figures hold for data like the test slice's; a shift since then is not in them."]
        limits += intervalLimits
        if let refit = lineage.refit, let train = refit.slices.first {
            limits.append(
                "What is served is not what was measured: every figure is of the evaluated scorer; the served one is the same recipe fitted again on \(train.rows) newer rows, \(train.from) to \(train.to)."
            )
        }
        for one in promotions where one.isOverride {
            limits.append(
                "Its gates did not hold: \(one.who) took it to \(one.alias ?? "an alias") on \(one.when) in spite of them, because: \(one.why)."
            )
        }
        for one in promotions {
            guard let gates = one.gates, gates.replaced != nil else { continue }
            limits.append(
                "\(one.who) took it to \(one.alias ?? "an alias") on \(one.when) by the gates of \(gates.file), in place of those of its pipeline."
            )
        }
        if lineage.exploratory {
            limits.append("Trained in spite of a failed audit: this version can never be promoted.")
        }
        if !lineage.droppedColumns.isEmpty {
            limits.append(
                "Left out since they never vary in the train slice: \(lineage.droppedColumns.joined(separator: ", "))."
            )
        }
        if lineage.optimizer.state != "converged" {
            limits.append("The search for the coefficients ended as '\(lineage.optimizer.state)'.")
        }
        return limits
    }

    private var facts: [ReportFact] {
        [ReportFact(name: "program", value: lineage.program)]
            + (lineage.horizon.map { [ReportFact(name: "labels known until", value: $0)] } ?? [])
            + (lineage.refit.map {
                [
                    ReportFact(name: "evaluated scorer", value: "\($0.evaluatedDigest); all figures, gates"),
                    ReportFact(name: "served scorer", value: "\($0.servedDigest); golden rows, histograms"),
                ]
            } ?? [])
            + (document.protected ?? []).map { ReportFact(name: "protected", value: $0.sentence) }
            + proxies.map { ReportFact(name: "proxy", value: $0) }
            + lineage.sources.map {
                ReportFact(
                    name: "source \($0.name)",
                    value:
                        "\($0.file), SHA-256 \($0.sha256), \($0.read) rows read, \($0.accepted) accepted, \($0.quarantined) quarantined, \($0.duplicate) duplicate"
                )
            }
            + lineage.fittedOn.sorted { $0.key < $1.key }.map {
                ReportFact(name: "\($0.key) fitted on", value: $0.value)
            }
            + (lineage.penalty.map { [ReportFact(name: "penalty", value: Figures.text($0))] } ?? [])
            + (lineage.ensemble?.members ?? []).map(ReportFact.init)
            + [
                ReportFact(
                    name: "optimizer",
                    value: "\(lineage.optimizer.state) after \(lineage.optimizer.iterations) steps")
            ]
    }
}
