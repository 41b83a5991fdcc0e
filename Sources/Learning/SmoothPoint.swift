/// A smooth function at one point, as a line search sees it.
protocol SmoothPoint {
    /// Where the point is.
    var parameters: [Double] { get }
    /// The function's value.
    var value: Double { get }
    /// Shape (parameters).
    var gradient: [Double] { get }
}

extension LogisticObjective.Point: SmoothPoint {}
