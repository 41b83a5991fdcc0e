import Features
public import Scoring
import Storage

/// A log of decisions, read and checked.
public struct DecisionLog: Sendable {
    /// The decisions, each once, in the order of the file.
    public let records: [DecisionRecord]
    /// Lines that repeat an earlier decision.
    public let repeated: Int
    /// Leads that were answered by a fallback, in the order of the file: nothing that a version decided.
    public let fallbacks: [FallbackRecord]
    /// Whether the last line breaks off, as when the writer was stopped; it is left out.
    public let isCutShort: Bool

    /// Reads a file of JSON lines, a line at a time.
    ///
    /// - Throws: `StorageError` naming file, line and field; `WorkflowError.unusable` for a probability outside 0...1
    ///   and for two decisions of one id that differ.
    /// - Complexity: O(bytes) of time, O(decisions) of memory.
    public init(_ path: String) throws {
        var lines = try LineReader(path)
        var records: [DecisionRecord] = []
        var places: [String: Int] = [:]
        var repeated = 0
        var fallbacks: [FallbackRecord] = []
        var isCutShort = false
        while let line = try lines.next() {
            if line.bytes.isEmpty { continue }
            let place = "\(path):\(lines.number)"
            let content: Line
            do {
                content = try CanonicalJSON.decode(Line.self, from: line.bytes, file: place)
            } catch {
                if !line.isEnded {
                    isCutShort = true
                    break
                }
                throw error
            }
            guard (0...1).contains(content.probability) else {
                throw WorkflowError.unusable(
                    what: "\(place): `probability` is outside 0 to 1",
                    remedy: "write the log as it was served")
            }
            guard case .decision(let record) = content else {
                if case .fallback(let record) = content { fallbacks.append(record) }
                continue
            }
            if let earlier = places[record.decisionId] {
                guard records[earlier].repeats(record) else {
                    throw WorkflowError.unusable(
                        what: "\(place): the decision's id is that of another decision",
                        remedy: "keep the logs of one installation, as they were written")
                }
                repeated += 1
            } else {
                places[record.decisionId] = records.count
                records.append(record)
            }
        }
        self.records = records
        self.repeated = repeated
        self.fallbacks = fallbacks
        self.isCutShort = isCutShort
    }
}

extension DecisionLog {
    /// A line of the log.
    private enum Line: Decodable {
        case decision(DecisionRecord)
        case fallback(FallbackRecord)

        private enum CodingKeys: String, CodingKey { case fallback }

        init(from decoder: any Decoder) throws {
            let isFallback = try decoder.container(keyedBy: CodingKeys.self).contains(.fallback)
            self =
                isFallback
                ? .fallback(try FallbackRecord(from: decoder)) : .decision(try DecisionRecord(from: decoder))
        }

        var probability: Double {
            switch self {
            case .decision(let record): record.probability
            case .fallback(let record): record.probability
            }
        }
    }
}
