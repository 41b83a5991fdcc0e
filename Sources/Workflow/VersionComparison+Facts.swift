import Datasets
import Evaluation
import Registry
import Reports
import Scoring
import Storage

extension VersionComparison {
    /// A named fact of one version.
    typealias Fact = (name: String, value: String)

    /// The facts of both side by side, in the left one's order.
    static func pairs(_ left: [Fact], _ right: [Fact]) -> [ComparedFact] {
        let ofLeft = Dictionary(left.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let ofRight = Dictionary(right.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let names = left.map(\.name) + right.map(\.name).filter { ofLeft[$0] == nil }
        return names.map { ComparedFact(name: $0, left: ofLeft[$0], right: ofRight[$0]) }
    }

    /// `models:/shop/3`.
    static func name(_ result: TrainingResult) -> String {
        "models:/\(result.package.name)/\(result.version.version)"
    }

    /// The definition of what a version was trained to tell: of events, or of a table's rows.
    ///
    /// Whoever was trained for another outcome or window would be measured by answers that it never promised.
    ///
    /// - Parameter settings: those that decided the version.
    static func label(_ settings: JSONValue) -> JSONValue? {
        settings["label"] ?? settings["table"]?["label"]
    }

    static func facts(_ result: TrainingResult) -> [Fact] {
        let lineage = result.lineage
        return [
            ("question", result.package.title), ("unit", result.package.unit),
            ("digest", result.version.digest.description),
            ("recipe", result.version.manifest.recipeDigest.description), ("program", lineage.program),
            ("data", result.package.provenance), ("labels known until", lineage.horizon ?? "–"),
            ("answers it was fitted on end", lineage.fittedUntil ?? "–"),
            ("served scorer", lineage.refit == nil ? "the evaluated one" : "fitted again on newer rows"),
            (
                "leakage audit",
                lineage.exploratory
                    ? "failed, trained in spite of it" : result.audit.passed ? "passed" : "failed"
            ),
            ("ensemble", lineage.ensemble?.words ?? "–"),
            ("intervals go by", result.document.cluster ?? "row"),
        ] + measured(lineage.settings)
    }

    /// The top share and the capacity that a version's own figures rest on.
    private static func measured(_ settings: JSONValue) -> [Fact] {
        guard let evaluation = settings["evaluation"],
            let plan = try? CanonicalJSON.decode(
                EvaluationPlan.self, from: evaluation, file: VersionFile.lineage)
        else { return [] }
        return [
            ("top share", Figures.percent(plan.top)),
            ("capacity", plan.capacity.map(Figures.count) ?? "–"),
        ]
    }

    static func sources(_ result: TrainingResult) -> [Fact] {
        result.lineage.sources.map { ($0.name, "\($0.file), SHA-256 \($0.sha256)") }
    }

    static func slices(_ result: TrainingResult) -> [Fact] {
        result.lineage.slices.map {
            (
                $0.name,
                "\(span($0)): \(Figures.count($0.rows)) rows of \(Figures.count($0.entities)) entities, \(Figures.count($0.positives)) positive"
            )
        }
    }

    static func span(_ slice: Lineage.SliceLineage) -> String {
        Figures.span(slice.from, slice.to)
    }

    static func coefficients(_ result: TrainingResult) -> [Fact] {
        result.lineage.coefficients.map { one in
            let value = Figures.fixed(one.value, decimals: 4)
            return (
                one.name, one.standardError.map { "\(value) (± \(Figures.fixed($0, decimals: 4)))" } ?? value
            )
        }
    }

    /// The rows of a version's own test slice.
    static func ownRows(_ result: TrainingResult) -> [MetricRow] {
        result.document.metrics.filter { $0.slice == "test" }
    }
}
