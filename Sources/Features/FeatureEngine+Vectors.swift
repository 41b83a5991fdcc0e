extension FeatureEngine {
    /// The vector that was last worked out for some features.
    struct VectorAnswer: Sendable {
        var cutoff: Int64
        var vector: [Double]?
    }

    /// The value of a kind that looks at vectors; NaN where there is none.
    ///
    /// Features that differ only in what they read of the vector have it worked out once.
    mutating func ofVector(
        _ output: FeaturePlan.Output, _ series: EventSeries, _ extent: EventSeries.Extent, at cutoff: Int64
    ) -> Double {
        guard let question = output.vector else { return .nan }
        if vectorAnswers[question.group]?.cutoff != cutoff {
            vectorAnswers[question.group] = VectorAnswer(
                cutoff: cutoff, vector: vector(question, series, extent, at: cutoff))
        }
        guard let vector = vectorAnswers[question.group]?.vector else { return .nan }
        switch question.reading {
        case .coordinate(let place): return vector[place]
        case .similarity(let archetype): return VectorAverage.cosine(vector, archetype) ?? .nan
        }
    }

    private mutating func vector(
        _ question: FeaturePlan.VectorQuestion, _ series: EventSeries, _ extent: EventSeries.Extent,
        at cutoff: Int64
    ) -> [Double]? {
        switch plan.embedders[question.embedder] {
        case .events(let vectors):
            guard let last = series.last(extent) else { return nil }
            var average = VectorAverage(
                dimensions: vectors.dimensions, newest: series.occurredAt[last], halfLife: question.halfLife)
            series.forEachKnown(extent, before: cutoff) { index in
                average.add(vectors.rows[Int(series.code[index])], at: series.occurredAt[index])
            }
            return average.vector
        case .texts(let dimensions, let embed):
            var known: [(row: [Double], time: Int64)] = []
            for index in series.latest(question.limit, of: extent, knownBefore: cutoff) {
                guard let row = textVector(of: series.code[index], question.embedder, embed) else { continue }
                known.append((row, series.occurredAt[index]))
            }
            guard let last = known.last else { return nil }
            var average = VectorAverage(
                dimensions: dimensions, newest: last.time, halfLife: question.halfLife)
            for (row, time) in known { average.add(row, at: time) }
            return average.vector
        }
    }

    /// The vector of a text, which is embedded once for an entity.
    private mutating func textVector(
        of code: Int32, _ embedder: Int, _ embed: (String) -> [Double]?
    ) -> [Double]? {
        let key = TextKey(embedder: embedder, code: code)
        if let known = textVectors[key] { return known }
        let vector = embed(codes.value(of: code).category)
        textVectors[key] = .some(vector)
        return vector
    }

    /// A text of an entity, for an embedder.
    struct TextKey: Hashable, Sendable {
        var embedder: Int
        var code: Int32
    }
}
