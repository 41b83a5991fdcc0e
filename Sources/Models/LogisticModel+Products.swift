/// Inputs that interact: each has half of what a product of the two adds, Shapley's value of a product of centred numbers.
extension LogisticModel {
    /// Scores a row of a model with products, adding what `explain` adds in the same order.
    @inline(never)
    func scoreWithProducts(_ row: Span<Double>) -> Score {
        var margin = intercept
        var logit = baseline
        for index in row.indices {
            let part = sharedPart(ofInput: index, row)
            margin += part.margin
            logit += part.logit
        }
        return Score(margin: margin, logit: curve?.logit(margin) ?? logit)
    }

    /// What one input adds to the margin and to the calibrated logit, with half of each product that it is in.
    ///
    /// - Complexity: O(columns of the input, and products that it is in).
    func sharedPart(ofInput index: Int, _ row: Span<Double>) -> (margin: Double, logit: Double) {
        var (margin, logit) = part(ofInput: index, value: row[index])
        let products = encoder.products
        for place in products.starts[index]..<products.starts[index + 1] {
            let product = products.all[products.order[place]]
            let z = encoder.standardized(product, row[product.firstInput], row[product.secondInput])
            margin += 0.5 * (coefficients[product.column] * z)
            logit += 0.5 * (calibratedCoefficients[product.column] * z)
        }
        return (margin, logit)
    }

    /// How much more one input adds to the logit by its products in a row than in another.
    ///
    /// Shapley's value of each product: the mean of what the input's own change does before and after the other's; 0 where the
    /// input is the same in both.
    func productDifference(
        ofInput index: Int, _ row: Span<Double>, against reference: Span<Double>
    ) -> Double {
        let products = encoder.products
        var difference = 0.0
        for place in products.starts[index]..<products.starts[index + 1] {
            let product = products.all[products.order[place]]
            func value(_ own: Span<Double>, _ other: Span<Double>) -> Double {
                let isFirst = product.firstInput == index
                return encoder.standardized(
                    product, (isFirst ? own : other)[product.firstInput],
                    (isFirst ? other : own)[product.secondInput])
            }
            let after = value(row, row) - value(reference, row)
            let before = value(row, reference) - value(reference, reference)
            difference += 0.5 * (calibratedCoefficients[product.column] * (after + before))
        }
        return difference
    }
}
