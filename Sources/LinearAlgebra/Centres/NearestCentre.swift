/// The centre that is nearest to a row, and how far centres are from it.
public struct NearestCentre: Equatable, Sendable {
    /// Of the nearest centre; of several, the first.
    public var index: Int32
    /// Its distance is not more than this.
    public var upper: Double
    /// No other centre's distance is less than this.
    public var lower: Double
}
