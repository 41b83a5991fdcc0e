extension RandomAccessCollection where Element == Double, Index == Int {
    /// The value at a place between two elements, linear between them.
    ///
    /// - Parameter place: from the first place, in `0...count - 1`.
    /// - Precondition: there is an element.
    /// - Complexity: O(1).
    public func interpolated(at place: Double) -> Double {
        let below = Int(place)
        let (low, high) = (self[startIndex + below], self[startIndex + Swift.min(below + 1, count - 1)])
        return low + (place - Double(below)) * (high - low)
    }
}
