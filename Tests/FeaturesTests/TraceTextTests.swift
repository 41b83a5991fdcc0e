import Features
import Settings
import Testing

@Suite("Traces in words, and the status of a reading")
struct TraceTextTests {
    func trace(_ written: String, at cutoff: Instant = WrittenKindTests.cutoff) throws -> FeatureTrace {
        let set = try YAML.decode(FeatureSet.self, from: "f: \(written)", file: "pipeline.yaml")
            .embedding(by: VectorTests.embedders())
        var fold = FeatureFold(set)
        fold.reset(entity: Fixture.lead)
        fold.record(WrittenKindTests.journey)
        return try fold.trace(feature: "f", at: cutoff)
    }

    @Test(
        "A reading says whether nothing is known, nothing is said, or what is said is too old",
        arguments: [
            ("{kind: attribute, attribute: stage}", FeatureStatus.present),
            ("{kind: attribute, attribute: stage, maximumAge: 1d}", .outsideMaximumAge),
            ("{kind: attribute, attribute: stage, of: visit, maximumAge: 1d}", .nullValue),
            ("{kind: attribute, attribute: stage, of: refund}", .notFound),
            ("{kind: attribute, attribute: page, type: number}", .nullValue),
            ("{kind: attribute, attribute: stage, window: 1d}", .notFound),
            ("{kind: count, via: account}", .notFound), ("{kind: count, of: refund}", .present),
            ("{kind: intervalVariation, of: pricing}", .nullValue),
        ])
    func status(written: String, status: FeatureStatus) throws {
        let trace = try trace(written)
        #expect(trace.status == status)
        #expect(trace.steps.last == "value: \(Self.text(trace.value)), \(status.rawValue)")
    }

    static func text(_ value: FeatureValue) -> String {
        switch value {
        case .number(let number): "\(number)"
        case .category(let category): category
        case .missing: "missing"
        }
    }

    @Test(
        "The steps are told in words",
        arguments: [
            (
                "{kind: sessions, gap: 30m, window: 9d}",
                "sessions, ended by more than 30m without an event: 3 events 2024-01-03T10:00:00Z to "
                    + "2024-01-03T10:30:00Z, 1 events 2024-01-09T00:00:00Z to 2024-01-09T00:00:00Z"
            ),
            (
                "{kind: ngram, steps: [visit, pricing], window: 9d}",
                "kinds in order: mail, visit, pricing, purchase"
            ),
            ("{kind: channelEntropy}", "by channel: email 3, web 3"),
            ("{kind: decay, of: purchase, halfLife: 4d}", "ages in half-lives of 4d: 0.5"),
            (
                "{kind: changes, attribute: stage}",
                "within the span: another value from 2024-01-09T00:00:00Z on"
            ),
            ("{kind: calendar, part: hour, zone: '+01:00'}", "hour of 2024-01-11T00:00:00Z in +01:00"),
            ("{kind: text, attribute: note, limit: 2}", "the last 2 of 3 texts"),
            (
                "{kind: count, kinds: [visit, mail], where: {seconds: {atLeast: 60}}}",
                "events `visit` or `mail` with seconds at least 60.0 in [the beginning, 2024-01-11T00:00:00Z): "
                    + "2 recorded before the cutoff, 0 withheld as recorded at or after it"
            ),
        ])
    func steps(written: String, step: String) throws {
        let trace = try trace(written)
        #expect(trace.steps.contains(step), "\(trace.steps)")
    }

    @Test("Every kind tells its formula", arguments: FeatureDefinition.Kind.allCases)
    func formulas(kind: FeatureDefinition.Kind) throws {
        let written =
            (WrittenKindTests.times + WrittenKindTests.values + WrittenKindTests.patterns
            + WrittenKindTests.calendar).map(\.0).first {
                $0.hasPrefix("{kind: \(kind.rawValue),") || $0 == "{kind: \(kind.rawValue)}"
            }
        let definition = try written ?? Self.plain(kind)
        #expect(try trace(definition).steps.contains { $0.hasPrefix("\(kind.rawValue): ") })
    }

    /// A definition of a kind of the first release.
    static func plain(_ kind: FeatureDefinition.Kind) throws -> String {
        switch kind {
        case .ratio: "{kind: ratio, window: 5d, against: 5d}"
        case .sum, .mean, .minimum, .maximum, .distinct: "{kind: \(kind.rawValue), attribute: seconds}"
        case .vector: "{kind: vector, embedder: models:/behaviour/1, coordinate: 0}"
        case .similarity: "{kind: similarity, embedder: models:/behaviour/1, like: [visit]}"
        default: "{kind: \(kind.rawValue)}"
        }
    }
}
