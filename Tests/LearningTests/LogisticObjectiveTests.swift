import Foundation
import LinearAlgebra
@testable import Learning
import Testing

@Suite struct LogisticObjectiveTests {
    @Test func derivativesAreThoseOfFiniteDifferences() throws {
        let (design, labels) = sample(rows: 80, columns: 3, seed: 21)
        let objective = try LogisticObjective(
            design: .double(design), targets: labels.map { $0 ? 0.9 : 0.05 },
            weights: (0..<80).map { 0.5 + Double($0 % 3) },
            offsets: (0..<80).map { Double($0 % 5) / 4 - 0.5 },
            ridge: [0.7, 0, 2], concurrency: 1)
        let parameters = [0.3, -0.8, 0.1, 0.4]
        let point = objective.point(at: parameters, withHessian: true)
        let hessian = try #require(point.hessian)
        let curvature = objective.curvature(at: parameters)
        #expect(isNear(objective.hessianDiagonal(curvature: curvature), hessian.diagonal, 1e-12))
        for index in parameters.indices {
            let unit = parameters.indices.map { $0 == index ? 1.0 : 0 }
            let product = objective.hessianProduct(unit, curvature: curvature)
            #expect(isNear(product, parameters.indices.map { hessian[$0, index] }, 1e-12))
        }
        let step = 1e-5
        for index in parameters.indices {
            var above = parameters
            var below = parameters
            above[index] += step
            below[index] -= step
            let (upper, lower) = (objective.point(at: above), objective.point(at: below))
            #expect(abs((upper.value - lower.value) / (2 * step) - point.gradient[index]) < 1e-6)
            for other in parameters.indices {
                let difference = (upper.gradient[other] - lower.gradient[other]) / (2 * step)
                #expect(abs(difference - hessian[index, other]) < 1e-6)
            }
        }
    }

    /// Where an intercept is not fitted it stays, and nothing else moves with it.
    @Test func anInterceptThatIsNotFittedHasNoDerivatives() throws {
        let (design, labels) = sample(rows: 40, columns: 2, seed: 24)
        let objective = try LogisticObjective(
            design: .double(design), targets: labels.map { $0 ? 1 : 0 }, weights: nil, ridge: [1, 1],
            fitsIntercept: false, concurrency: 1)
        let point = objective.point(at: [0.1, 0.2, 0], withHessian: true)
        let hessian = try #require(point.hessian)
        #expect(point.gradient[2] == 0 && hessian[2, 0] == 0 && hessian[2, 2] == 1)
        #expect(objective.origin == [0, 0, 0])
    }

    /// So many rows that each is drawn for certain give the second derivatives of all; fewer come near.
    @Test func sampledSecondDerivativesEstimateThoseOfAllRows() throws {
        let (design, labels) = sample(rows: 5000, columns: 3, seed: 25)
        let objective = try LogisticObjective(
            design: .double(design), targets: labels.map { $0 ? 1 : 0 }, weights: nil, ridge: [1, 1, 1],
            concurrency: 2)
        let point = objective.point(at: [2, 2, 2, -8], withHessian: true, keepsCurvature: true)
        let exact = try #require(point.hessian)
        let all = objective.sampledHessian(at: point, count: 1 << 60, seed: 1)
        #expect(isNear(all.elements, exact.elements, 1e-12))
        let some = objective.sampledHessian(at: point, count: 1000, seed: 1)
        for index in 0..<4 { #expect(abs(some[index, index] / exact[index, index] - 1) < 0.2) }
    }

    @Test func valueIsThatOfAPlainLoop() throws {
        let (design, labels) = sample(rows: 50, columns: 2, seed: 22)
        let objective = try LogisticObjective(
            design: .double(design), targets: labels.map { $0 ? 1 : 0 }, weights: nil, ridge: [2, 2],
            concurrency: 1)
        let parameters = [1.5, -0.5, 0.25]
        var expected = 0.5 * 2 * (1.5 * 1.5 + 0.25)
        for row in 0..<50 {
            let margin = design[row, 0] * 1.5 - design[row, 1] * 0.5 + 0.25
            let probability = 1 / (1 + exp(-margin))
            expected -= log(labels[row] ? probability : 1 - probability)
        }
        #expect(abs(objective.point(at: parameters).value - expected) < 1e-10)
    }

    /// Plain gradient descent, slow and sure, ends where Newton's method does.
    @Test func minimumIsThatOfGradientDescent() throws {
        let (design, labels) = sample(rows: 30, columns: 2, seed: 23)
        let fit = try LogisticRegression(.init(penalty: 1), concurrency: 1).fit(
            design: design, labels: labels)
        var parameters = [0.0, 0, 0]
        for _ in 0..<3000 {
            var gradient = [parameters[0], parameters[1], 0]
            for row in 0..<30 {
                let values = [design[row, 0], design[row, 1], 1]
                let margin = zip(values, parameters).reduce(0) { $0 + $1.0 * $1.1 }
                let residual = 1 / (1 + exp(-margin)) - (labels[row] ? 1 : 0)
                for index in 0..<3 { gradient[index] += residual * values[index] }
            }
            for index in 0..<3 { parameters[index] -= 0.05 * gradient[index] }
        }
        #expect(isNear(fit.coefficients + [fit.intercept], parameters, 1e-8))
    }
}
