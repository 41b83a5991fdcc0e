internal import Arithmetic
internal import Features

extension NaiveFeatures {
    /// Kinds that look at the average vector of events; nil where there is none.
    static func ofVector(
        _ definition: FeatureDefinition, _ chosen: [Event], _ content: EventEmbedder.Content
    ) -> Double? {
        var rows: [(time: Instant, row: [Double])] = []
        var halfLife = definition.halfLife
        switch content {
        case .events(let vectors):
            halfLife = halfLife ?? vectors.halfLife
            for event in chosen {
                guard let place = place(of: event, in: vectors) else { continue }
                rows.append((event.occurredAt, vectors.vectors[place].map { vectors.weights[place] * $0 }))
            }
        case .texts(_, let vector):
            var texts: [(Instant, String)] = []
            for event in chosen {
                if case .text(let text)? = event.attributes[definition.attribute ?? ""] {
                    texts.append((event.occurredAt, text))
                }
            }
            for (time, text) in texts.suffix(definition.limit ?? 1) {
                if let row = vector(text) { rows.append((time, row)) }
            }
        }
        guard let newest = rows.last?.time, let vector = average(rows, newest, halfLife) else { return nil }
        if let coordinate = definition.coordinate { return vector[coordinate] }
        guard let like = archetype(definition.like, content) else { return nil }
        let product = zip(vector, like).reduce(0) { $0 + $1.0 * $1.1 }
        let cosine = product / (square(vector).squareRoot() * square(like).squareRoot())
        return min(1, max(-1, cosine))
    }

    /// The place of an event's token; that of its kind alone where its value has none.
    private static func place(of event: Event, in vectors: EventVectors) -> Int? {
        var value: String?
        switch vectors.attribute.flatMap({ event.attributes[$0] }) {
        case .text(let text): value = text
        case .flag(let flag): value = flag ? "true" : "false"
        case .number(let number): value = "\(Int(number))"
        case .link, nil: value = nil
        }
        let plain = vectors.tokens.firstIndex(of: EventToken(kind: event.kind))
        guard let value else { return plain }
        return vectors.tokens.firstIndex(of: EventToken(kind: event.kind, value: value)) ?? plain
    }

    private static func average(
        _ rows: [(time: Instant, row: [Double])], _ newest: Instant, _ halfLife: TimeSpan?
    ) -> [Double]? {
        var sum = rows[0].row.map { _ in 0.0 }
        var total = 0.0
        for (time, row) in rows {
            let age = Double((newest - time).microseconds)
            let weight = halfLife.map { PortableMath.exp2(-(age / Double($0.microseconds))) } ?? 1
            sum = zip(sum, row).map { $0 + weight * $1 }
            total += weight
        }
        let vector = sum.map { $0 / total }
        return square(vector) > 0 ? vector : nil
    }

    private static func archetype(_ like: [String], _ content: EventEmbedder.Content) -> [Double]? {
        let now = Instant(microseconds: 0)
        var rows: [(time: Instant, row: [Double])] = []
        for text in like {
            switch content {
            case .events(let vectors):
                for (place, token) in vectors.tokens.enumerated() where "\(token)" == text {
                    rows.append((now, vectors.vectors[place].map { vectors.weights[place] * $0 }))
                }
            case .texts(_, let vector): if let row = vector(text) { rows.append((now, row)) }
            }
        }
        return average(rows, now, nil)
    }

    private static func square(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }
}
