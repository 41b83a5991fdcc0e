import Evaluation

extension PersonaAccuracy {
    /// What an alert goes by, in Prometheus' text format 0.0.4, as node_exporter reads it from files.
    ///
    /// Leads by what their label says of the persona that was named for them. A registry's names need no escape.
    public var metrics: String {
        let (named, right) = (evaluation.precision.rows, evaluation.precision.count)
        let samples = [
            ("right", right), ("wrong", named - right), ("unnamed", evaluation.rows - named),
        ].map {
            "leadline_persona_labelled_leads{personas=\"\(personas)\",version=\"\(version)\",outcome=\"\($0.0)\"} \($0.1)\n"
        }
        return """
            # HELP leadline_persona_labelled_leads Labelled leads, by whether the persona named for them is theirs.
            # TYPE leadline_persona_labelled_leads gauge

            """ + samples.joined()
    }
}
