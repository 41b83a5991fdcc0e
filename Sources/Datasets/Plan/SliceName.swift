/// The slices of time, in order: each is for one purpose, and a later one never serves an earlier purpose.
public enum SliceName: String, Codable, CaseIterable, Comparable, Sendable {
    /// Everything that is fitted is fitted on it.
    case train
    /// The probability's line is fitted on it.
    case calibrate
    /// The model is judged on it.
    case test
    /// Kept away until the end.
    case locked

    /// The earlier slice is the smaller.
    public static func < (left: SliceName, right: SliceName) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
