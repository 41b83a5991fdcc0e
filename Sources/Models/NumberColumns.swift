/// The columns of a model whose inputs are numbers as they are sent.
///
/// Each has an indicator of missing values behind it or none. Rows of such a model are scored two inputs an instruction.
/// What is added up is what `LogisticModel.part` gives, in the same order: the same bits.
struct NumberColumns: Equatable, Sendable {
    private let pairs: [Pair]

    /// Two inputs.
    private struct Pair: Equatable, Sendable {
        let fill: SIMD2<Double>
        let mean: SIMD2<Double>
        let scale: SIMD2<Double>
        let margin: Weights
        let logit: Weights
    }

    /// What columns count in a sum.
    private struct Weights: Equatable, Sendable {
        /// The numbers' weights.
        let number: SIMD2<Double>
        /// What the indicators add where the numbers are there.
        let absent: SIMD2<Double>
        /// What the indicators add where the numbers are missing.
        let present: SIMD2<Double>
    }

    /// Nil where there is another kind of column.
    ///
    /// - Parameters:
    ///   - weights: shape (columns).
    ///   - calibratedWeights: shape (columns).
    init?(of encoder: DesignEncoder, weights: [Double], calibratedWeights: [Double]) {
        let starts = encoder.columnStarts
        let steps = encoder.steps
        let isOfNumbers = encoder.inputs.indices.allSatisfy { input in
            let columns = starts[input]..<starts[input + 1]
            return 1...2 ~= columns.count && steps[columns.lowerBound].isPlain
                && columns.dropFirst().allSatisfy { steps[$0].kind == .missingIndicator }
        }
        guard encoder.products.isEmpty, isOfNumbers else { return nil }
        pairs = stride(from: 0, to: encoder.inputs.count - 1, by: 2).map { input in
            func pair(_ value: (_ column: Int) -> Double) -> SIMD2<Double> {
                SIMD2(value(starts[input]), value(starts[input + 1]))
            }
            // To add a zero changes no bit: what it is added to is never a negative zero.
            func indicators(_ weights: [Double], _ value: (DesignEncoder.Step) -> Double) -> SIMD2<Double> {
                func indicator(_ input: Int) -> Double {
                    let column = starts[input] + 1
                    return column < starts[input + 1] ? weights[column] * value(steps[column]) : 0
                }
                return SIMD2(indicator(input), indicator(input + 1))
            }
            func weigh(_ weights: [Double]) -> Weights {
                Weights(
                    number: pair { weights[$0] }, absent: indicators(weights, \.absent),
                    present: indicators(weights, \.present))
            }
            return Pair(
                fill: pair { encoder.fill[$0] }, mean: pair { encoder.mean[$0] },
                scale: pair { encoder.scale[$0] }, margin: weigh(weights), logit: weigh(calibratedWeights))
        }
    }

    /// Adds what the inputs add to the margin and to the calibrated logit, but for the last one of an odd number.
    ///
    /// - Parameter row: shape (inputs), as for `LogisticModel.score`.
    /// - Returns: how many inputs were added.
    /// - Complexity: O(inputs); allocates nothing.
    @inline(__always)
    func add(_ row: Span<Double>, to margin: inout Double, _ logit: inout Double) -> Int {
        let pairs = pairs.span
        for index in pairs.indices {
            let value = SIMD2(row[2 &* index], row[2 &* index &+ 1])
            // Of a NaN or an infinity the difference is a NaN.
            let isThere = value - value .== SIMD2<Double>.zero
            let number = pairs[index].fill.replacing(with: value, where: isThere)
            var z = (number - pairs[index].mean) / pairs[index].scale
            z.replace(with: -DesignEncoder.limit, where: z .< -DesignEncoder.limit)
            z.replace(with: DesignEncoder.limit, where: z .> DesignEncoder.limit)
            let inMargin = Self.part(pairs[index].margin, z, isThere)
            let inLogit = Self.part(pairs[index].logit, z, isThere)
            margin += inMargin[0]
            logit += inLogit[0]
            margin += inMargin[1]
            logit += inLogit[1]
        }
        return 2 &* pairs.count
    }

    // The first product is added to zero, as the others are to it.
    @inline(__always)
    private static func part(
        _ weights: Weights, _ z: SIMD2<Double>, _ isThere: SIMDMask<SIMD2<Int64>>
    ) -> SIMD2<Double> {
        SIMD2<Double>.zero + weights.number * z
            + weights.present.replacing(with: weights.absent, where: isThere)
    }
}
