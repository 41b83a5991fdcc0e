public import Evaluation

/// What has moved since the train slice, in sentences.
public struct StabilityText {
    private let drifts: [PopulationDrift]

    /// Reads the drifts of one slice.
    public init(_ drifts: [PopulationDrift]) { self.drifts = drifts }

    /// How many have drifted, and which.
    public var sentence: String {
        let tested = drifts.filter { $0.adjusted != nil }
        guard !tested.isEmpty else {
            let reason = drifts.compactMap(\.reason).first ?? "nothing was tested"
            return "Whether anything has drifted is not known: \(reason)."
        }
        let untested = drifts.count - tested.count
        let drifted = tested.filter(\.isDrifted).sorted(by: Self.isBefore)
        let found =
            "\(drifted.count) of the \(tested.count) that were tested \(drifted.count == 1 ? "has" : "have") drifted"
        var sentence =
            drifted.isEmpty
            ? "No drift was found in the \(tested.count) that were tested."
            : "\(found): \(Self.names(drifted.map(\.name)))."
        let chance = tested.filter { $0.isAboveNull && !$0.isDrifted }.map(\.name)
        if !chance.isEmpty {
            sentence +=
                " \(Self.names(chance)) \(chance.count == 1 ? "is" : "are") above the threshold of a single test, as one in twenty is by chance."
        }
        if untested > 0 {
            sentence +=
                " \(untested) could not be tested: \(Self.names(drifts.filter { $0.adjusted == nil }.map(\.name)))."
        }
        return sentence
    }

    /// How far above what is chance, the farthest first; then by the order given.
    static func isBefore(_ left: PopulationDrift, _ right: PopulationDrift) -> Bool {
        func ratio(_ drift: PopulationDrift) -> Double {
            guard let value = drift.value, let threshold = drift.threshold, threshold > 0 else { return -1 }
            return value / threshold
        }
        return ratio(left) > ratio(right)
    }

    /// At most eight names.
    private static func names(_ names: [String]) -> String {
        let shown = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
    }
}
