import LinearAlgebra

/// Limited-memory BFGS over a Hessian that is a sample's or of an earlier point: exact gradients, a line search always.
///
/// Where steps stop paying the Hessian is computed anew, first from rows drawn by their curvature, then from all rows.
/// Source: D. Liu and J. Nocedal, "On the limited memory BFGS method" (1989).
struct QuasiNewtonMethod {
    /// The name under which it searches.
    var solver: LogisticSolver
    /// Steps at most.
    var maximumIterations: Int
    /// The relative gradient at which the search ends.
    var tolerance: Double
    /// Rows that a Hessian is sampled from; nil where none is computed.
    var sampleCount: Int?
    /// Whether a Hessian is sampled at the start.
    var samplesAtStart = false

    /// A step that leaves more than this share of what was to be gained does not pay.
    private static let slow = 0.25

    /// What the Hessian is.
    private enum Source {
        /// Of an earlier point, corrected by the steps since.
        case earlier
        /// Of this point, from rows drawn by their curvature.
        case sampled
        /// Of this point, from all rows.
        case exact
    }

    /// Minimizes the objective.
    ///
    /// - Parameter preconditioner: solves with the Hessian that the memory starts from.
    func minimize(
        _ objective: LogisticObjective, from start: [Double], preconditioner: Preconditioner
    ) throws(LearningError) -> LogisticSearch {
        let samples = sampleCount != nil
        var search = LogisticSearch(
            solver: solver, point: objective.point(at: start, keepsCurvature: samples), passes: 1)
        var line = LineSearch()
        var (memory, preconditioner) = (CurvatureMemory(), preconditioner)
        var (lastGain, source, refreshes) = (samplesAtStart ? 0 : Double.infinity, Source.earlier, 0)
        var wasSampledSlow = false
        while true {
            if objective.gradientNorm(at: search.point) <= tolerance {
                search.state = .converged
                break
            }
            guard search.iterations < maximumIterations else { break }
            let direction = memory.direction(search.point.gradient, solve: preconditioner.solve)
            let gain = -0.5 * search.point.gradient.innerProduct(direction)
            let isSlow = gain > Self.slow * lastGain
            var next: LogisticObjective.Point?
            if !samples || !isSlow || source != .earlier {
                next = line.step(
                    from: search.point, along: direction, of: objective, keepsCurvature: samples)
            }
            if let next {
                memory.append(from: search.point, to: next, gradientScale: objective.gradientScale)
                search.point = next
                search.iterations += 1
                lastGain = gain
                source = .earlier
                continue
            }
            guard samples, source != .exact else {
                search.state = .stalled
                break
            }
            // Sampling again right after a sampled one did not pay would be no better.
            source = source == .earlier && !wasSampledSlow ? .sampled : .exact
            wasSampledSlow = source == .sampled && refreshes > 0
            refreshes += 1
            let hessian = hessian(source, objective, &search, seed: UInt64(refreshes))
            let ridged = try RidgedHessian(hessian)
            search.jitter = max(search.jitter, ridged.ridge)
            (memory, preconditioner) = (CurvatureMemory(), .factorization(ridged.factorization))
            lastGain = .infinity
        }
        search.passes += line.passes
        return search
    }

    private func hessian(
        _ source: Source, _ objective: LogisticObjective, _ search: inout LogisticSearch, seed: UInt64
    ) -> SymmetricMatrix {
        if source == .sampled, let sampleCount {
            return objective.sampledHessian(at: search.point, count: sampleCount, seed: seed)
        }
        search.passes += 1
        let point = objective.point(at: search.point.parameters, withHessian: true, keepsCurvature: true)
        return point.hessian ?? SymmetricMatrix(order: search.point.parameters.count)
    }
}
