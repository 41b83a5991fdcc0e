/// Writes Prometheus' text format, version 0.0.4.
struct Exposition {
    /// The text so far, UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Begins a family of samples.
    mutating func family(_ name: String, _ type: String, _ help: String) {
        line("# HELP \(name) \(help)")
        line("# TYPE \(name) \(type)")
    }

    /// Writes a sample.
    mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
        let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        line(pairs.isEmpty ? "\(name) \(value)" : "\(name){\(pairs)} \(value)")
    }

    /// Writes a family of counters by version.
    mutating func counter(_ name: String, _ help: String, _ counts: [ServingMetrics.VersionKey: Int]) {
        family(name, "counter", help)
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            sample(name, Self.labels(key), "\(count)")
        }
    }

    /// Writes a family of counters by model.
    mutating func counter(_ name: String, _ help: String, _ counts: [String: Int]) {
        family(name, "counter", help)
        for (model, count) in counts.sorted(by: { $0.key < $1.key }) {
            sample(name, [("model_name", model)], "\(count)")
        }
    }

    /// Writes the samples of a histogram.
    mutating func histogram(
        _ name: String, _ labels: [(String, String)], _ histogram: ServingMetrics.Histogram
    ) {
        var total = 0
        for (index, count) in histogram.counts.enumerated() {
            total += count
            let bound = index < ServingMetrics.buckets.count ? "\(ServingMetrics.buckets[index])" : "+Inf"
            sample("\(name)_bucket", labels + [("le", bound)], "\(total)")
        }
        sample("\(name)_sum", labels, "\(histogram.sum)")
        sample("\(name)_count", labels, "\(total)")
    }

    /// The labels of a version.
    static func labels(_ key: ServingMetrics.VersionKey) -> [(String, String)] {
        [("model_name", key.model), ("model_version", key.version)]
    }

    private mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func escaped(_ value: String) -> String {
        String(
            value.flatMap { character -> [Character] in
                switch character {
                case "\\": ["\\", "\\"]
                case "\"": ["\\", "\""]
                case "\n": ["\\", "n"]
                default: [character]
                }
            })
    }
}
