/// What came of all gates.
///
/// Keys in files are those of TensorFlow Model Analysis.
public struct GateResult: Equatable, Sendable {
    /// Whether the model may go live: no check failed, there was a gate, and no slice is missing.
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

    /// Checks that did not hold, those that only warn included.
    public var failures: [GateCheck] { checks.filter { $0.status == .failed || $0.status == .warned } }

    /// Whether the result is ok but a gate warned.
    public var isWarned: Bool { isValid && checks.contains { $0.status == .warned } }
}
