import Registry
import Synchronization
import TestKit
import Testing

@testable import Serving

@Suite struct MeterTests {
    static func labels(_ version: Int) -> MeterLabels {
        MeterLabels(model: "m", version: "\(version)", alias: "production", variant: .champion)
    }

    @Test func putsTimesInTheirBuckets() {
        let histogram = DurationHistogram(.request)
        for nanoseconds in [0, 50_000, 50_001, 10_000_000_000, 10_000_000_001] {
            histogram.record(nanoseconds)
        }
        let counted = histogram.counted
        #expect(counted.counts.first == 2 && counted.counts[1] == 1)
        #expect(counted.counts.suffix(2) == [1, 1])
        #expect(counted.total == 5 && counted.sum == 20_000_100_002)
    }

    /// Leads that waited for ages do not overflow the sum.
    @Test func leadsMayHaveWaitedForAges() {
        let meter = ModelMeter(Self.labels(1), inputs: [])
        for seconds in [0, 300, 301, 604_801, 300_000_000_000] {
            meter.scoredLead(secondsSinceEvent: seconds)
        }
        let counted = meter.counts.leadLatencies
        #expect(counted.total == 5 && counted.counts.last == 2 && counted.sum == 605_402 + 365 * 86_400)
        var text = Exposition()
        text.histogram("wait", [], counted)
        let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
        #expect(
            lines.contains(#"wait_bucket{le="300.0"} 2"#) && lines.contains(#"wait_bucket{le="600.0"} 3"#))
        #expect(lines.contains("wait_sum 32141402.0") && lines.contains("wait_count 5"))
    }

    /// Against the bounds as the text shows them, on them and next to them.
    @Test func putsProbabilitiesInTheirBins() {
        var generator = SplitMix64(seed: 5)
        var values = (0..<2_000).map { _ in Double.random(in: 0...1, using: &generator) }
        for bin in 0..<ScoreTally.binCount {
            let bound = ScoreTally.bound(bin)
            values += [bound, bound.nextDown, min(1, bound.nextUp)]
        }
        values += [0, 1, .leastNonzeroMagnitude]
        for value in values {
            var tally = ScoreTally()
            tally.add(probability: value)
            let naive = (0..<ScoreTally.binCount).first { value <= ScoreTally.bound($0) }
            #expect((0..<ScoreTally.binCount).first { tally.bins[$0] == 1 } == naive, "\(value)")
        }
    }

    @Test func countsFromSeveralThreads() async {
        let meter = ModelMeter(Self.labels(1), inputs: ["a", "b"])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<1_000 {
                        var tally = ScoreTally()
                        tally.add(probability: 0.5)
                        tally.add(probability: 0.75)
                        meter.scored(tally, nanoseconds: 1_500)
                        meter.sawMissing(input: 1, rows: 2)
                        meter.sawUnknown(input: 0)
                        meter.failed(.backend)
                    }
                }
            }
        }
        let counts = meter.counts
        #expect(counts.successes == 4_000 && counts.executions == 4_000 && counts.rows == 8_000)
        #expect(counts.failures == [0, 4_000])
        #expect(counts.bins[9] == 4_000 && counts.bins[14] == 4_000)
        #expect(abs(counts.probabilitySum - 5_000) < 1e-6)
        #expect(counts.durations.total == 4_000 && counts.durations.counts[1] == 4_000)
        #expect(counts.missing == ["a": 0, "b": 8_000] && counts.unknown == ["a": 4_000, "b": 0])
    }

    @Test func theSameLabelsHaveTheSameMeter() {
        let metrics = ServingMetrics(version: "0")
        let meter = metrics.meter(Self.labels(1), inputs: ["a"])
        #expect(metrics.meter(Self.labels(1), inputs: ["a"]) === meter)
        #expect(metrics.meter(Self.labels(2), inputs: ["a"]) !== meter)
    }

    /// However many versions come and go, the meters are few and no sum goes backwards.
    @Test func countsOutliveTheirVersions() {
        let metrics = ServingMetrics(version: "0")
        let held = metrics.meter(Self.labels(0), inputs: ["a"])
        held.failed(.rejected)
        var last = 0
        for version in 1...500 {
            let meter = metrics.meter(Self.labels(version), inputs: ["a"])
            var tally = ScoreTally()
            tally.add(probability: 0.1)
            meter.scored(tally, nanoseconds: 10)
            meter.sawMissing(input: 0)
            let models = metrics.models
            let sum = models.reduce(into: ModelCounts()) { $0 += $1.counts }
            #expect(sum.rows == last + 1 && sum.bins[1] == version && sum.missing["a"] == version)
            last = sum.rows
            #expect(models.count <= ServingMetrics.unusedMetersLimit + 4)
        }
        // The oldest is in use.
        #expect(metrics.models.contains { $0.labels == Self.labels(0) && $0.counts.failures == [1, 0] })
        #expect(metrics.models.contains { $0.labels.version == ServingMetrics.retiredVersion })
    }

    @Test func tellsRequestsApartByIndex() {
        let requests = RequestMeter()
        requests.answered(.infer, .post, status: 200, nanoseconds: 5)
        requests.answered(.infer, .post, status: 200, nanoseconds: 7)
        requests.answered(.live, .head, status: 503, nanoseconds: 1)
        requests.answered(.other, RequestMeter.Method("BREW"), status: 418, nanoseconds: 1)
        var found: [String] = []
        requests.forEach { template, method, status, histogram in
            found.append(
                "\(method.name) \(template.path) \(status) \(histogram.total) \(histogram.sum)")
        }
        #expect(
            found == [
                "HEAD /v2/health/live 503 1 1", "POST /v2/models/{model}/infer 200 2 12",
                "_OTHER other 0 1 1",
            ])
    }

    @Test func showsWhatRowsLackedAndTheProcess() throws {
        let server = try TestServer { $0.version = "7.8" }
        let client = try server.client()
        let body = """
            {"inputs":[{"name":"region","shape":[3],"datatype":"BYTES","data":["north",null,"west"]},
            {"name":"recency","shape":[3],"datatype":"FP64","data":[0.1,null,null]},
            {"name":"frequency","shape":[3],"datatype":"FP64","data":[-1,2,255]}]}
            """
        #expect(try client.request("POST", "/v2/models/repeat-purchase/infer", body).status == 200)
        let metrics = try client.request("GET", "/metrics").text
        let labels = #"model_name="repeat-purchase",model_version="1",alias="production",variant="champion""#
        for line in [
            "model_infer_rows_total{\(labels)} 3", "model_infer_executions_total{\(labels)} 1",
            "model_infer_scoring_duration_seconds_count{\(labels)} 1",
            #"model_infer_probability_bucket{\#(labels),le="1.0"} 3"#,
            "model_infer_probability_count{\(labels)} 3",
            #"model_infer_missing_values_total{\#(labels),input="recency"} 2"#,
            #"model_infer_missing_values_total{\#(labels),input="region"} 1"#,
            #"model_infer_unknown_categories_total{\#(labels),input="region"} 1"#,
            #"leadline_build_info{version="7.8"} 1"#, "process_start_time_seconds 1",
            "process_resident_memory_bytes ",
        ] {
            #expect(metrics.contains(line), "\(line)")
        }
        // A number below zero is a number, not a category that nobody knows.
        #expect(!metrics.contains(#"unknown_categories_total{\#(labels),input="frequency""#))
    }
}
