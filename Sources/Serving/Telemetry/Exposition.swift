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

    /// Writes a family of counters by model.
    mutating func counter(_ name: String, _ help: String, _ counts: [String: Int]) {
        family(name, "counter", help)
        for (model, count) in counts.sorted(by: { $0.key < $1.key }) {
            sample(name, [("model_name", model)], "\(count)")
        }
    }

    /// Writes the samples of a histogram of times.
    mutating func histogram(
        _ name: String, _ labels: [(String, String)], _ histogram: DurationHistogram.Counted
    ) {
        var total = 0
        let ticks = Double(histogram.scale.ticksPerSecond)
        for (index, count) in histogram.counts.enumerated() {
            total += count
            let bound =
                index < histogram.scale.bounds.count
                ? "\(Double(histogram.scale.bounds[index]) / ticks)" : "+Inf"
            sample("\(name)_bucket", labels + [("le", bound)], "\(total)")
        }
        sample("\(name)_sum", labels, "\(Double(histogram.sum) / ticks)")
        sample("\(name)_count", labels, "\(total)")
    }

    /// Writes the samples of a version's histogram of probabilities.
    mutating func probabilities(_ name: String, _ labels: [(String, String)], _ counts: ModelCounts) {
        var total = 0
        for (bin, count) in counts.bins.enumerated() {
            total += count
            sample("\(name)_bucket", labels + [("le", "\(ScoreTally.bound(bin))")], "\(total)")
        }
        sample("\(name)_bucket", labels + [("le", "+Inf")], "\(total)")
        sample("\(name)_sum", labels, "\(counts.probabilitySum)")
        sample("\(name)_count", labels, "\(total)")
    }

    private mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// By scalars: a line's end or a quote that joins with its neighbour is still one.
    private static func escaped(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text.append(contentsOf: ["\\", "\\"])
            case "\"": text.append(contentsOf: ["\\", "\""])
            case "\n": text.append(contentsOf: ["\\", "n"])
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
