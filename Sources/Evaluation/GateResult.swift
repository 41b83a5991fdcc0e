/// What came of all gates.
///
/// Keys in files are those of TensorFlow Model Analysis.
public struct GateResult: Equatable, Sendable {
    /// Whether the model may go live: no check blocks, there was a gate, and no slice is missing.
    public var isValid: Bool
    /// Every check, in the order of the gates.
    public var checks: [GateCheck]
    /// Whether there was no gate at all, which is a failure.
    public var lacksThresholds: Bool
    /// `slice/group` of gates whose slice or group has no rows at all, which is a failure.
    public var missingSlices: [String]
    /// Whether a comparison was skipped because there was no incumbent.
    public var isRubberStamp: Bool

    /// Creates a result.
    public init(
        isValid: Bool, checks: [GateCheck], lacksThresholds: Bool, missingSlices: [String],
        isRubberStamp: Bool
    ) {
        self.isValid = isValid
        self.checks = checks
        self.lacksThresholds = lacksThresholds
        self.missingSlices = missingSlices
        self.isRubberStamp = isRubberStamp
    }

    /// Checks that did not hold or could not be decided, those that only warn included.
    public var failures: [GateCheck] { checks.filter { ![.passed, .skipped].contains($0.status) } }

    /// Whether a check could not be decided by the figures there are.
    public var isInconclusive: Bool { checks.contains { $0.status == .inconclusive } }

    /// Whether the result is ok but a gate warned.
    public var isWarned: Bool { isValid && !failures.isEmpty }
}
