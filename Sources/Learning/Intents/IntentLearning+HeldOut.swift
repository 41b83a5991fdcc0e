import LinearAlgebra
import Models

extension IntentLearning {
    /// Fits the rows of a part and says what it makes of those that are held out.
    func judge(
        _ part: HeldOutRows.Part, _ texts: [String], _ labels: [Int], _ count: Int,
        _ choice: inout IntentSearch, into judged: inout IntentFit.HeldOut
    ) throws(LearningError) {
        let rows = try rows(of: part.train.map { texts[$0] }, dimensions: choice.learned)
        let (own, fit) = try choice.fit(rows, by: regression) { rows throws(LearningError) in
            try JudgedPart(part, texts, labels, count, as: rows)
        }
        let classes = own.classes
        let margins = MultinomialPrediction(fit, concurrency: concurrency).margins(of: own.others)
        var placeOfRow = [Int?](repeating: nil, count: part.judged.count)
        for (place, row) in own.present.enumerated() { placeOfRow[row] = place }
        for (row, place) in placeOfRow.enumerated() {
            let found =
                place.map { Array(margins[$0 * classes.count..<($0 + 1) * classes.count]) } ?? fit.intercepts
            judged.margins += classes.widened(found)
            judged.rows.append(part.judged[row])
            judged.areKnown.append(place != nil)
            judged.areSeen.append(classes.places[labels[part.judged[row]]] != nil)
        }
    }

    /// The temperature of least log loss, and the threshold that the precision asks for.
    func calibrate(
        _ judged: IntentFit.HeldOut, _ labels: [Int], _ count: Int
    ) throws(LearningError) -> (temperature: Double, threshold: Double) {
        let usable = judged.rows.indices.filter { judged.areKnown[$0] && judged.areSeen[$0] }
        guard !usable.isEmpty else {
            throw .unusableLaterRows(problem: "of no row that is held out text and intent are known")
        }
        let scaling = try TemperatureScaling(
            margins: usable.flatMap { judged.margins[$0 * count..<($0 + 1) * count] },
            labels: usable.map { labels[judged.rows[$0]] }, classes: count)
        guard let precision = settings.precision else {
            return (scaling.temperature, settings.threshold ?? 0)
        }
        let known = judged.rows.indices.filter { judged.areKnown[$0] }
        let answers = known.map { row in
            judged.likeliest(row, classes: count, temperature: scaling.temperature)
        }
        let threshold = try AbstentionThreshold.least(
            answers.map(\.probability),
            zip(known, answers).map { labels[judged.rows[$0]] == $1.index }, precision: precision)
        return (scaling.temperature, threshold)
    }
}
