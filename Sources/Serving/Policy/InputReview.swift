internal import Models

/// The rows of a request under the model's input policy: what was found, and what is done about it.
struct InputReview {
    /// In the order of the inputs; none for most requests.
    private(set) var findings: [Found] = []
    /// By which it was done.
    let policy: InputPolicy

    /// A finding of one input, and in how many rows.
    struct Found: Equatable {
        var input: Int
        var finding: InputFinding
        var rows: Int
    }

    /// Looks at every value, and takes those out that shall count as missing.
    ///
    /// - Parameters:
    ///   - slots: shape (rows, inputs), row-major.
    ///   - ranges: of the training rows; nil where they are not known.
    /// - Throws: `refusedInput` naming the input where the policy refuses.
    /// - Complexity: O(slots).
    init(
        _ slots: inout [Double], inputs: [ModelInput], ranges: InputRanges?, policy: InputPolicy
    ) throws(ServingError) {
        self.policy = policy
        if Self.isUsual(slots.span, ranges) { return }
        let width = inputs.count
        for input in inputs.indices {
            var missing = 0
            var unknown = 0
            var outside = 0
            let isCategory = inputs[input].kind == .category
            let range = ranges?.ranges[input] ?? -Double.infinity...Double.infinity
            for place in stride(from: input, to: slots.count, by: width) {
                let value = slots[place]
                if value.isNaN {
                    missing += 1
                } else if isCategory {
                    if value == ModelInput.unknownLevel { unknown += 1 }
                } else if !range.contains(value) {
                    outside += 1
                    if policy.outOfRange == .impute { slots[place] = .nan }
                }
            }
            let name = inputs[input].name
            try note(input, .missing, missing, name, isRefused: policy.missing == .refuse)
            try note(input, .unknownCategory, unknown, name, isRefused: policy.unknownCategory == .refuse)
            try note(input, .outOfRange, outside, name, isRefused: policy.outOfRange == .refuse)
        }
    }

    /// Whether there is nothing to find at a glance, as in most requests.
    private static func isUsual(_ slots: Span<Double>, _ ranges: InputRanges?) -> Bool {
        var isUsual = true
        guard let ranges = ranges?.ranges else {
            for place in slots.indices {
                let value = slots[place]
                if value.isNaN || value == ModelInput.unknownLevel { isUsual = false }
            }
            return isUsual
        }
        var input = 0
        for place in slots.indices {
            let value = slots[place]
            // A missing value is in no range.
            if !ranges[input].contains(value) || value == ModelInput.unknownLevel { isUsual = false }
            input += 1
            if input == ranges.count { input = 0 }
        }
        return isUsual
    }

    private mutating func note(
        _ input: Int, _ finding: InputFinding, _ rows: Int, _ name: String, isRefused: Bool
    ) throws(ServingError) {
        guard rows > 0 else { return }
        if isRefused { throw .refusedInput(name: name, finding: finding, rows: rows) }
        findings.append(Found(input: input, finding: finding, rows: rows))
    }

    /// How many inputs a text names at most.
    private static let limit = 32

    /// The findings as one text, such as `missing: recency (2), region (1); out_of_range: frequency (1)`.
    func summary(_ inputs: [ModelInput]) -> String {
        let parts = InputFinding.allCases.compactMap { finding -> String? in
            let found = findings.filter { $0.finding == finding }
            if found.isEmpty { return nil }
            let named = found.prefix(Self.limit).map { "\(inputs[$0.input].name) (\($0.rows))" }
            let more = found.count > Self.limit ? ", and \(found.count - Self.limit) more" : ""
            return "\(finding.rawValue): \(named.joined(separator: ", "))\(more)"
        }
        return parts.joined(separator: "; ")
    }

    /// The findings of one row as sentences.
    func sentences(_ inputs: [ModelInput]) -> [String] {
        findings.map { $0.finding.sentence(inputs[$0.input].name, outOfRange: policy.outOfRange) }
    }
}
