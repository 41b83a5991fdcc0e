import Arithmetic
import Foundation
import LinearAlgebra
import Testing

@Suite struct PortableMathTests {
    /// Each line names a function, the bits of its argument and the bits of its value; another CPU or compiler
    /// that computes otherwise is caught here.
    @Test func bitsAreThoseOfTheGoldens() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Goldens/portable-math.txt")
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 117)
        let functions: [Substring: (Double) -> Double] = [
            "exp": PortableMath.exp, "log": PortableMath.log, "log1p": PortableMath.log1p,
            "sigmoid": PortableMath.sigmoid, "softplus": PortableMath.softplus,
        ]
        for line in lines {
            let words = line.split(separator: " ")
            let function = try #require(functions[words[0]])
            let argument = Double(bitPattern: try #require(UInt64(words[1], radix: 16)))
            let value = function(argument)
            #expect(String(value.bitPattern, radix: 16) == words[2], "\(words[0])(\(argument)) = \(value)")
        }
    }

    @Test func baseTwoIsWithinTwoUnitsOfTheCLibraryAndExactOnWholeNumbers() {
        var random = CounterRandom(seed: 1, stream: "base two")
        for _ in 0..<20_000 {
            let any = (random.nextUniform() - 0.5) * 2040
            expectNear(PortableMath.exp2(any), Foundation.exp2(any), at: any)
            let positive = random.nextUniform() * 100 + 1e-9
            expectNear(PortableMath.log2(positive), Foundation.log2(positive), at: positive)
        }
        for power in -1022...1023 {
            let number = Double(sign: .plus, exponent: power, significand: 1)
            #expect(PortableMath.exp2(Double(power)) == number)
            #expect(PortableMath.log2(number) == Double(power))
        }
        #expect(PortableMath.exp2(1024) == .infinity && PortableMath.exp2(-1075.1) == 0)
        #expect(PortableMath.exp2(-1074) == .leastNonzeroMagnitude && PortableMath.exp2(.nan).isNaN)
        #expect(PortableMath.log2(0) == -.infinity && PortableMath.log2(-1).isNaN)
    }

    /// By SciPy's `norm.ppf`.
    @Test func normalQuantilesAreThoseOfSciPy() {
        for (probability, expected) in [
            (0.5, 0), (0.3, -0.5244005127080409), (0.975, 1.959963984540054), (0.001, -3.090232306167813),
            (1e-20, -9.262340089798409),
        ] {
            let found = PortableMath.normalQuantile(probability)
            #expect(abs(found - expected) <= 1e-15 * abs(expected), "\(probability): \(found)")
        }
        #expect(PortableMath.normalQuantile(0) == -.infinity && PortableMath.normalQuantile(1) == .infinity)
        #expect(PortableMath.normalQuantile(-0.1).isNaN && PortableMath.normalQuantile(.nan).isNaN)
    }

    @Test func exponentialIsWithinTwoUnitsOfTheCLibrary() {
        var random = CounterRandom(seed: 1, stream: "exp")
        for _ in 0..<20_000 {
            let wide = (random.nextUniform() - 0.5) * 1416
            let narrow = (random.nextUniform() - 0.5) * 4
            expectNear(PortableMath.exp(wide), Foundation.exp(wide), at: wide)
            expectNear(PortableMath.exp(narrow), Foundation.exp(narrow), at: narrow)
        }
    }

    @Test func logarithmIsWithinTwoUnitsOfTheCLibrary() {
        var random = CounterRandom(seed: 2, stream: "log")
        for _ in 0..<20_000 {
            let any = Double(bitPattern: random.next() & 0x7fef_ffff_ffff_ffff)
            let nearOne = 0.25 + 2 * random.nextUniform()
            if any > 0 { expectNear(PortableMath.log(any), Foundation.log(any), at: any) }
            expectNear(PortableMath.log(nearOne), Foundation.log(nearOne), at: nearOne)
        }
    }

    @Test func logarithmOfOnePlusIsWithinTwoUnitsOfTheCLibrary() {
        var random = CounterRandom(seed: 3, stream: "log1p")
        for _ in 0..<20_000 {
            let any = Double(bitPattern: random.next() & 0x7fef_ffff_ffff_ffff)
            let nearZero = 3 * random.nextUniform() - 0.999_999
            expectNear(PortableMath.log1p(any), Foundation.log1p(any), at: any)
            expectNear(PortableMath.log1p(nearZero), Foundation.log1p(nearZero), at: nearZero)
        }
    }

    @Test func edgesAreThoseOfTheStandard() {
        #expect(PortableMath.exp(0) == 1)
        #expect(PortableMath.exp(.infinity) == .infinity && PortableMath.exp(-.infinity) == 0)
        #expect(PortableMath.exp(709.783) == .infinity && PortableMath.exp(-745.14) == 0)
        #expect(PortableMath.exp(-745.133) == .leastNonzeroMagnitude)
        #expect(PortableMath.log(1) == 0 && PortableMath.log(0) == -.infinity)
        #expect(PortableMath.log(.infinity) == .infinity && PortableMath.log(-1).isNaN)
        #expect(PortableMath.log1p(-1) == -.infinity && PortableMath.log1p(-1.5).isNaN)
        #expect(PortableMath.log1p(-0.0).sign == .minus && PortableMath.log1p(.infinity) == .infinity)
        #expect(
            PortableMath.exp(.nan).isNaN && PortableMath.log(.nan).isNaN && PortableMath.log1p(.nan).isNaN)
        #expect(PortableMath.sigmoid(.infinity) == 1 && PortableMath.sigmoid(-.infinity) == 0)
        #expect(PortableMath.sigmoid(0) == 0.5 && PortableMath.softplus(-.infinity) == 0)
    }

    private func expectNear(_ value: Double, _ reference: Double, at x: Double) {
        guard value != reference else { return }
        #expect(abs(value - reference) <= 2 * reference.ulp, "at \(x): \(value), not \(reference)")
    }

    /// The forms without branches agree with the others to two units in the last place.
    @Test func tailsAreThoseOfExpAndLog1p() {
        for index in 0...20_000 {
            let magnitude = Double(index) * 0.0354
            let exponential = PortableMath.exp(-magnitude)
            let tail = PortableMath.exponentialTail(of: magnitude)
            #expect(abs(tail - exponential) <= 2 * exponential.ulp)
            let share = Double(index) / 20_000
            let logarithm = PortableMath.log1p(share)
            #expect(abs(PortableMath.logarithmTail(ofOnePlus: share) - logarithm) <= 2 * logarithm.ulp)
        }
        #expect(PortableMath.exponentialTail(of: 0) == 1 && PortableMath.logarithmTail(ofOnePlus: 0) == 0)
        #expect(PortableMath.exponentialTail(of: .infinity) == PortableMath.exponentialTail(of: 708))
        #expect(PortableMath.exponentialTail(of: .nan).isNaN)
    }
}
