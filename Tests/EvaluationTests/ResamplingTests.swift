import Arithmetic
import Testing

@testable import Evaluation

/// Draws with replacement have the moments of the multinomial distribution.
@Suite struct ResamplingTests {
    /// Drawn one at a time, and as Poisson counts.
    @Test(arguments: [1, 2, 40, 1023, 1024, 3001]) func drawsAreMultinomial(_ count: Int) {
        let draw = MultinomialDraw(count: count)
        var generator = SplitMix64(seed: 9)
        var weights = [UInt8](repeating: 7, count: count)
        let draws = 400
        var frequencies = [Double](repeating: 0, count: 8)
        var squares = 0.0
        var first = 0.0
        for _ in 0..<draws {
            draw.draw(into: &weights, with: &generator)
            #expect(weights.reduce(0) { $0 + Int($1) } == count)
            for weight in weights {
                frequencies[min(7, Int(weight))] += 1
                squares += Double(weight) * Double(weight)
            }
            first += Double(weights[0])
        }
        let total = Double(count * draws)
        // Mean 1, variance 1 - 1/n of each count.
        let variance = squares / total - 1
        #expect(abs(variance - (1 - 1 / Double(count))) < 6 / total.squareRoot() + 1e-12)
        #expect(abs(first / Double(draws) - 1) < 5 / Double(draws).squareRoot())
        // The chance of each count, binomial of n and 1/n.
        var chance = count == 1 ? 0 : 1.0
        if count > 1 { for _ in 0..<count { chance *= 1 - 1 / Double(count) } }
        for times in 0..<min(6, count) where count > 1 {
            let error = (chance * (1 - chance) / total).squareRoot()
            #expect(abs(frequencies[times] / total - chance) < 6 * error, "\(times) of \(count)")
            chance *= Double(count - times) / Double(times + 1) / Double(count - 1)
        }
    }

    /// Neither the number of threads nor their order matters: each resample has its own numbers.
    @Test func aResampleIsTheSameWhateverTheirNumber() {
        func sums(_ resamples: Int) -> [Int] {
            Resampling(count: resamples, seed: 5, rowCount: 2000, clusters: nil).map { weights in
                weights.indices.reduce(0) { $0 + $1 * Int(weights[$1]) }
            }
        }
        let many = sums(24)
        #expect(Array(many.prefix(5)) == sums(5))
        #expect(Set(many).count == 24)
    }

    @Test(arguments: [5, 1024, 2003]) func cumulatedDrawsAreTheirSums(_ count: Int) {
        let resampling = Resampling(count: 3, seed: 5, rowCount: count, clusters: nil)
        let sums = resampling.map { weights in
            weights.indices.reduce(into: [UInt32(0)]) { $0.append($0[$0.count - 1] + UInt32(weights[$1])) }
        }
        #expect(resampling.mapCumulated { drawn in drawn.indices.map { drawn[$0] } } == sums)
    }

    /// What falls into pieces is what would fall into their rows.
    @Test(arguments: [[3, 1, 32, 6], [40], [200, 100]]) func piecesAreDrawnAsTheirRows(_ blocks: [Int]) {
        let pattern: [UInt8] = [1, 9, 32, 2, 1, 17]
        let sizes = blocks.flatMap { times in (0..<times).flatMap { _ in pattern } }
        let rows = sizes.reduce(0) { $0 + Int($1) }
        let draw = PieceDraw(sizes: sizes)
        var generator = SplitMix64(seed: 4)
        var cumulated = [UInt32](repeating: 7, count: sizes.count + 1)
        let draws = 600
        var squares = [Double](repeating: 0, count: 33)
        var sums = [Double](repeating: 0, count: 33)
        var none = [Double](repeating: 0, count: 33)
        for _ in 0..<draws {
            draw.draw(into: &cumulated, with: &generator)
            #expect(cumulated[0] == 0 && cumulated.last == UInt32(rows))
            for (piece, size) in sizes.enumerated() {
                let times = Double(cumulated[piece + 1]) - Double(cumulated[piece])
                sums[Int(size)] += times
                squares[Int(size)] += (times - Double(size)) * (times - Double(size))
                if times == 0 { none[Int(size)] += 1 }
            }
        }
        for size in Set(pattern) {
            let total = Double(draws * sizes.count { $0 == size })
            let share = Double(size) / Double(rows)
            // Binomial of n and size/n, whose fourth moment is near that of a Poisson count.
            let variance = Double(size) * (1 - share)
            let (mean, spread) = (sums[Int(size)] / total, squares[Int(size)] / total)
            #expect(abs(mean - Double(size)) < 5 * (variance / total).squareRoot(), "\(size)")
            #expect(
                abs(spread - variance) < 6 * ((2 * variance * variance + variance) / total).squareRoot(),
                "\(size)")
            var chance = 1.0
            for _ in 0..<rows { chance *= 1 - share }
            let error = (chance * (1 - chance) / total).squareRoot()
            #expect(abs(none[Int(size)] / total - chance) < 6 * error + 1e-9, "\(size)")
        }
    }

    /// A ranking cut into pieces comes to what it comes to row by row, ties, gaps and ends included.
    @Test(arguments: [(1, 90, 12), (2, 700, 700), (3, 700, 3), (4, 1500, 1)] as [(UInt64, Int, Int)])
    func piecesComeToWhatRowsDo(_ seed: UInt64, _ count: Int, _ distinct: Int) throws {
        let sample = Sample(seed: seed, count: count, levels: distinct)
        // Few positives, so that there are long pieces.
        let labels = sample.labels.indices.map { sample.labels[$0] && $0 % 11 == 0 || $0 == 5 }
        let ranked = RankedRows(try EvaluationSet(scores: sample.scores, labels: labels))
        let levels = ranked.counts.positiveLevels()
        let pieces = RankingPieces(levels, rowCount: count)
        #expect(pieces.sizes.reduce(0) { $0 + Int($1) } == count)
        let depths = RankingDepths(top: 0.2, capacity: 7)
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            var weights = [UInt8](repeating: 0, count: count)
            MultinomialDraw(count: count).draw(into: &weights, with: &generator)
            let byRow = weights.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1)) }
            let ends = pieces.sizes.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int($1)) }
            let byPiece = ends.map { byRow[$0] }
            let (one, other) = (
                ResampledRanking(byRow.span, levels: levels.span, depths: depths),
                ResampledRanking(byPiece.span, levels: pieces.levels.span, depths: depths)
            )
            #expect(one.auroc == other.auroc && one.averagePrecision == other.averagePrecision)
            #expect(one.wins == other.wins && one.depths == other.depths && one.count == other.count)
        }
    }

    /// A cluster's rows are drawn as often as each other.
    @Test func clustersAreDrawnWhole() {
        let numbers = (0..<600).map { Int32($0 % 30) }
        let clusters = RankedRows.Clusters(name: "id", numbers: numbers, count: 30)
        let isWhole = Resampling(count: 20, seed: 1, rowCount: 600, clusters: clusters).map { weights in
            (0..<600).allSatisfy { weights[$0] == weights[$0 % 30] }
                && (0..<30).reduce(0) { $0 + Int(weights[$1]) } == 30
        }
        #expect(isWhole == [Bool](repeating: true, count: 20))
    }

    /// One pass over marked rows against metrics counted row by row.
    @Test(arguments: [1, 2, 3] as [UInt64]) func aResampleIsMeasuredAsItsRowsWouldBe(_ seed: UInt64) throws {
        let sample = Sample(seed: seed, count: 90, levels: 12)
        let ranked = RankedRows(try sample.set())
        var generator = SplitMix64(seed: seed)
        var weights = [UInt8](repeating: 0, count: 90)
        MultinomialDraw(count: 90).draw(into: &weights, with: &generator)
        var (scores, labels): ([Double], [Bool]) = ([], [])
        for row in weights.indices {
            for _ in 0..<weights[row] {
                scores.append(ranked.counts.scores[Int(ranked.levels[row])])
                labels.append(ranked.labels[row])
            }
        }
        let drawn = weights.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1)) }
        let found = ResampledRanking(
            drawn.span, levels: ranked.counts.positiveLevels().span,
            depths: RankingDepths(top: 0.2, capacity: 7))
        let naive = RankedCounts(try EvaluationSet(scores: scores, labels: labels))
        #expect(found.auroc == naive.auroc().value)
        #expect(found.averagePrecision == naive.averagePrecision)
        #expect(found.precision(RankingDepths.top) == naive.precisionAtTop(0.2).value)
        #expect(found.wins[RankingDepths.capacity] == naive.expectedWins(selected: 7))
        for tenth in 1...10 {
            let gain = naive.expectedWins(selected: 9 * Double(tenth)) / Double(naive.positiveCount)
            #expect(abs(try #require(found.recall(RankingDepths.decile(tenth))) - gain) < 1e-14)
        }
    }

    @Test(arguments: [
        (1, 12.706204736174694), (2, 4.302652729749462), (9, 2.262157162798205), (10, 2.228138851986274),
        (59, 2.000995378088267), (1001, 1.9623367052808798),
    ]) func studentsQuantiles(_ degrees: Int, _ expected: Double) {
        #expect(abs(StudentInterval.quantile(degrees: degrees) - expected) < 1e-12 * expected)
    }
}
