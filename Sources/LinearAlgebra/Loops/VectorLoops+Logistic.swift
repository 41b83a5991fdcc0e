import CVectorLoops

// `PortableMath` in loops: the same bits, as a test holds.
extension VectorLoops {
    /// From logits to probabilities, in place; NaN where a logit is not finite.
    public static func probabilities(_ margins: inout MutableSpan<Double>) {
        unsafe margins.withUnsafeMutableBufferPointer { margins in
            guard let start = margins.baseAddress else { return }
            unsafe leadline_probabilities(start, margins.count)
        }
    }

    /// From logits to log losses, in place, with each row's residual p - y and curvature p (1 - p).
    ///
    /// The loss of the likelier and of the other outcome come each from their own small tail.
    ///
    /// - Parameters:
    ///   - targets: in 0...1; shape (rows), as the others.
    ///   - margins: logits; becomes the losses.
    /// - Precondition: the shapes fit.
    public static func losses(
        targets: Span<Double>, margins: inout MutableSpan<Double>, residuals: inout MutableSpan<Double>,
        curvature: inout MutableSpan<Double>
    ) {
        let count = targets.count
        precondition(margins.count == count && residuals.count == count && curvature.count == count)
        unsafe targets.withUnsafeBufferPointer { targets in
            unsafe margins.withUnsafeMutableBufferPointer { margins in
                unsafe residuals.withUnsafeMutableBufferPointer { residuals in
                    unsafe curvature.withUnsafeMutableBufferPointer { curvature in
                        guard let targets = targets.baseAddress, let margins = margins.baseAddress,
                            let residuals = residuals.baseAddress, let curvature = curvature.baseAddress
                        else { return }
                        unsafe leadline_losses(targets, margins, residuals, curvature, count)
                    }
                }
            }
        }
    }

    /// Adds to the sums of a line's probabilities over margins.
    ///
    /// With p the sigmoid of slope x + intercept, w = p (1 - p) and v = w (1 - 2 p).
    ///
    /// - Parameters:
    ///   - margins: x.
    ///   - sums: of p x and p; of w times x twice, once, and by itself; of v times x three times, twice, once, and by itself.
    public static func addLineSums(
        _ margins: Span<Double>, slope: Double, intercept: Double, to sums: inout [9 of Double]
    ) {
        var span = sums.mutableSpan
        unsafe margins.withUnsafeBufferPointer { margins in
            unsafe span.withUnsafeMutableBufferPointer { sums in
                guard let start = margins.baseAddress, let sums = sums.baseAddress else { return }
                unsafe leadline_add_line_sums(start, margins.count, slope, intercept, sums)
            }
        }
    }

    /// The sum: of 32 lanes, which are added up at the end.
    public static func sum(_ numbers: Span<Double>) -> Double {
        unsafe numbers.withUnsafeBufferPointer { numbers in
            guard let start = numbers.baseAddress else { return 0 }
            return unsafe leadline_sum(start, numbers.count)
        }
    }
}
