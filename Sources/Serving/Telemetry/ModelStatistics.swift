/// What one version did since the start, in the shape of the protocol's extension `statistics`.
///
/// Times are of scoring alone; what is not measured apart has the count 0.
/// Source: Triton Inference Server, "Statistics Extension".
struct ModelStatistics {
    let name: String
    let version: String
    let counts: ModelCounts

    /// The parts of `inference_stats`.
    static let parts = [
        "success", "fail", "queue", "compute_input", "compute_infer", "compute_output", "cache_hit",
        "cache_miss",
    ]

    /// Writes the object.
    func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("version", version)
            for (key, count) in [
                ("last_inference", counts.last), ("inference_count", counts.rows),
                ("execution_count", counts.executions),
            ] {
                writer.key(key)
                writer.number(count)
            }
            writer.key("inference_stats")
            writer.object { writer in
                for part in Self.parts {
                    writer.key(part)
                    let (count, nanoseconds) = figures(of: part)
                    writer.object { writer in
                        writer.key("count")
                        writer.number(count)
                        writer.key("ns")
                        writer.number(nanoseconds)
                    }
                }
            }
            writer.key("batch_stats")
            writer.array { _ in }
        }
    }

    private func figures(of part: String) -> (count: Int, nanoseconds: Int) {
        switch part {
        case "success": (counts.successes, counts.durations.sum)
        case "compute_infer": (counts.executions, counts.durations.sum)
        case "fail": (counts.failures.reduce(0, +), 0)
        default: (0, 0)
        }
    }
}
