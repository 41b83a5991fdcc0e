import LinearAlgebra
import Models
import Testing

/// Changes that reach a target, against a search of every combination of what is offered.
@Suite struct CounterfactualTests {
    /// A row, a target and what may be changed.
    struct Question {
        var model: LogisticModel
        var row: [Double]
        var target: Double
        var offered: [Int: [Double]]

        var search: CounterfactualSearch {
            CounterfactualSearch(model, row: row, target: target, offered: offered)
        }

        func score(_ changes: [Int: Double]) -> Score {
            var changed = row
            for (input, value) in changes { changed[input] = value }
            return model.score(changed.span)
        }

        func reaches(_ changes: [Int: Double]) -> Bool {
            let probability = score(changes).probability.value
            return score([:]).probability.value < target ? probability >= target : probability <= target
        }

        func distance(_ changes: [Int: Double]) -> Double {
            changes.sorted { $0.key < $1.key }.reduce(0) {
                $0 + model.distance(input: $1.key, from: row[$1.key], to: $1.value)
            }
        }

        /// Every choice of values for just these inputs.
        func combinations(_ inputs: [Int]) -> [[Int: Double]] {
            inputs.reduce([[:]]) { found, input in
                found.flatMap { one in
                    (offered[input] ?? []).filter { $0 != row[input] }.map { value in
                        one.merging([input: value]) { $1 }
                    }
                }
            }
        }

        /// The least distance at which a change of just these inputs reaches the target.
        func least(_ inputs: [Int]) -> Double? {
            combinations(inputs).filter(reaches).map(distance).min()
        }
    }

    /// The sample model with an amount, a signed change and a region.
    private static func mixed(_ random: inout CounterRandom) throws -> Question {
        Question(
            model: try ModelSamples.model(),
            row: [
                random.nextUniform() * 60, random.nextUniform() * 10 - 5,
                Double(Int(random.nextUniform() * 4) - 1),
            ],
            target: 0.05 + 0.93 * random.nextUniform(),
            offered: [
                0: (0...12).map { Double($0 * 10) }, 1: (-6...6).map { Double($0) }, 2: [0, 1, 2],
            ])
    }

    /// A model of numbers as they are.
    private static func plain(_ count: Int, _ random: inout CounterRandom) throws -> Question {
        let inputs = (0..<count).map { ModelInput(name: "x\($0)", kind: .number) }
        let columns = inputs.indices.map {
            DesignColumn(name: "x\($0)", input: $0, encoding: .number(transforms: []))
        }
        let coefficients = inputs.map { _ in random.nextUniform() * 2 - 1 }
        let model = try LogisticModel(
            description: .init(inputs: inputs, columns: columns, calibration: .none),
            weights: .init(
                coefficients: coefficients, intercept: -1, fill: inputs.map { _ in 0 },
                mean: inputs.map { _ in 1 }, scale: inputs.map { _ in 0.5 + random.nextUniform() },
                calibration: nil))
        return Question(
            model: model, row: inputs.map { _ in (random.nextUniform() * 6).rounded() - 3 },
            target: 0.6 + 0.39 * random.nextUniform(),
            offered: Dictionary(
                uniqueKeysWithValues: inputs.indices.map { ($0, [-3, -1, 0, 2, 3]) }))
    }

    /// A model in which each number has two columns that pull in opposite directions, as two members of an ensemble may.
    private static func twofold(_ random: inout CounterRandom) throws -> Question {
        let inputs = (0..<3).map { ModelInput(name: "x\($0)", kind: .number) }
        let columns = inputs.indices.flatMap { input in
            [
                DesignColumn(name: "a: x\(input)", input: input, encoding: .number(transforms: [])),
                DesignColumn(
                    name: "b: x\(input)", input: input, encoding: .number(transforms: [.signedLog1p])),
            ]
        }
        let model = try LogisticModel(
            description: .init(inputs: inputs, columns: columns, calibration: .none),
            weights: .init(
                coefficients: inputs.flatMap { _ in
                    [-0.2 - 0.3 * random.nextUniform(), 1 + random.nextUniform()]
                },
                intercept: -1, fill: columns.map { _ in 0 }, mean: columns.map { _ in 1 },
                scale: columns.map { _ in 0.5 + random.nextUniform() }, calibration: nil))
        return Question(
            model: model, row: inputs.map { _ in (random.nextUniform() * 12).rounded() - 6 },
            target: 0.3 + 0.6 * random.nextUniform(),
            offered: Dictionary(
                uniqueKeysWithValues: inputs.indices.map { ($0, (-9...9).map(Double.init)) }))
    }

    @Test(arguments: [false, true])
    func oneInputAndTwoAreTheNearestThereAre(isTwofold: Bool) throws {
        var random = CounterRandom(seed: 3, stream: "counterfactuals")
        var seen: [Int: Int] = [:]
        for _ in 0..<(isTwofold ? 150 : 300) {
            let question = isTwofold ? try Self.twofold(&random) : try Self.mixed(&random)
            let answers = question.search.answers(limit: 10)
            let inputs = question.offered.keys.sorted()
            let singles = inputs.filter { question.least([$0]) != nil }
            let pairs = [[0, 1], [0, 2], [1, 2]].filter { pair in
                !pair.contains(where: singles.contains) && question.least(pair) != nil
            }
            let expected =
                singles.compactMap { question.least([$0]) }.sorted()
                + pairs.compactMap { question.least($0) }.sorted()
            if expected.isEmpty { continue }
            #expect(answers.map(\.distance) == expected)
            for answer in answers {
                let changes = Dictionary(
                    uniqueKeysWithValues: answer.changes.map { ($0.input, $0.value) })
                #expect(question.reaches(changes))
                #expect(question.score(changes) == answer.score)
                #expect(changes.allSatisfy { question.offered[$0.key]?.contains($0.value) ?? false })
                seen[answer.changes.count, default: 0] += 1
            }
        }
        let (ones, twos) = isTwofold ? (10, 30) : (100, 10)
        #expect(seen[1] ?? 0 > ones && seen[2] ?? 0 > twos, "\(seen)")
    }

    /// Bins whose evidence rises and falls, two columns of one number against each other, and a number as it is.
    private static func wavy(_ random: inout CounterRandom) throws -> Question {
        let evidence = (0..<6).map { _ in random.nextUniform() * 4 - 2 }
        let columns = [
            DesignColumn(
                name: "x0", input: 0,
                encoding: .bins(EvidenceBins(edges: [-2, -0.5, 1, 2, 4], evidence: evidence, missing: 0))),
            DesignColumn(name: "x1", input: 1, encoding: .number(transforms: [])),
            DesignColumn(name: "x1", input: 1, encoding: .number(transforms: [.clip(lower: 0, upper: 9)])),
            DesignColumn(name: "x2", input: 2, encoding: .number(transforms: [])),
        ]
        let model = try LogisticModel(
            description: .init(
                inputs: (0..<3).map { ModelInput(name: "x\($0)", kind: .number) }, columns: columns,
                calibration: .none),
            weights: .init(
                coefficients: [1, 0.4, -0.9, random.nextUniform() - 0.5], intercept: -0.5,
                fill: [0, 0, 0, 0],
                mean: [0, 1, 1, 0], scale: [1, 2, 1.5, 1], calibration: nil))
        return Question(
            model: model, row: (0..<3).map { _ in (random.nextUniform() * 8).rounded() - 3 },
            target: 0.1 + 0.8 * random.nextUniform(),
            offered: Dictionary(uniqueKeysWithValues: (0..<3).map { ($0, (-3...6).map { Double($0) }) }))
    }

    @Test func whatRisesAndFallsIsSearchedBothWays() throws {
        var random = CounterRandom(seed: 8, stream: "counterfactuals")
        var seen: [Int: Int] = [:]
        for _ in 0..<200 {
            let question = try Self.wavy(&random)
            let answers = question.search.answers(limit: 10)
            let singles = (0..<3).filter { question.least([$0]) != nil }
            let pairs = [[0, 1], [0, 2], [1, 2]].filter { pair in
                !pair.contains(where: singles.contains) && question.least(pair) != nil
            }
            let expected =
                singles.compactMap { question.least([$0]) }.sorted()
                + pairs.compactMap { question.least($0) }.sorted()
            if expected.isEmpty { continue }
            #expect(answers.map(\.distance) == expected)
            for answer in answers { seen[answer.changes.count, default: 0] += 1 }
        }
        #expect(seen[1] ?? 0 > 50 && seen[2] ?? 0 > 5, "\(seen)")
    }

    /// Three numbers as they are, of which the first two interact, and a fourth that interacts with none.
    private static func tied(_ random: inout CounterRandom) throws -> Question {
        var columns = (0..<4).map {
            DesignColumn(name: "x\($0)", input: $0, encoding: .number(transforms: []))
        }
        columns.append(DesignColumn(name: "x0 * x1", input: 0, encoding: .product(0, 1)))
        columns.append(DesignColumn(name: "x0 * x2", input: 0, encoding: .product(0, 2)))
        let model = try LogisticModel(
            description: .init(
                inputs: (0..<4).map { ModelInput(name: "x\($0)", kind: .number) }, columns: columns,
                calibration: .none),
            weights: .init(
                coefficients: columns.map { _ in random.nextUniform() - 0.5 }, intercept: -0.5,
                fill: columns.map { _ in 0 }, mean: columns.map { _ in 0.5 }, scale: columns.map { _ in 1.5 },
                calibration: nil))
        return Question(
            model: model, row: (0..<4).map { _ in (random.nextUniform() * 6).rounded() - 3 },
            target: 0.1 + 0.8 * random.nextUniform(),
            offered: Dictionary(uniqueKeysWithValues: (0..<4).map { ($0, [-3, -1, 0, 2, 3]) }))
    }

    /// Inputs that interact are not changed together; of the others all is found as ever.
    @Test func inputsThatInteractAreChangedOneAtATime() throws {
        var random = CounterRandom(seed: 9, stream: "counterfactuals")
        var seen: [Int: Int] = [:]
        for _ in 0..<400 {
            let question = try Self.tied(&random)
            let search = question.search
            let singles = (0..<4).filter { question.least([$0]) != nil }
            let pairs = [[0, 3], [1, 2], [1, 3], [2, 3]].filter { pair in
                !pair.contains(where: singles.contains) && question.least(pair) != nil
            }
            let expected =
                singles.compactMap { question.least([$0]) }.sorted()
                + pairs.compactMap { question.least($0) }.sorted()
            let answers = search.answers(limit: 10)
            #expect(search.isReachable || expected.isEmpty)
            if !expected.isEmpty { #expect(answers.map(\.distance) == expected) }
            for answer in answers + [search.farthest] {
                let changed = Set(answer.changes.map(\.input))
                #expect(!changed.isSuperset(of: [0, 1]) && !changed.isSuperset(of: [0, 2]))
                let changes = Dictionary(
                    uniqueKeysWithValues: answer.changes.map { ($0.input, $0.value) })
                #expect(question.score(changes) == answer.score)
                #expect(question.reaches(changes) || !search.isReachable)
            }
            if let first = answers.first { seen[first.changes.count, default: 0] += 1 }
        }
        #expect(seen[1] ?? 0 > 50 && seen[2] ?? 0 > 5, "\(seen)")
    }

    /// What cannot be reached is told with the best of all combinations.
    @Test(arguments: [false, true])
    func theFarthestIsTheBestThereIs(isTwofold: Bool) throws {
        var random = CounterRandom(seed: 4, stream: "counterfactuals")
        var unreachable = 0
        for _ in 0..<(isTwofold ? 6 : 60) {
            let question = isTwofold ? try Self.twofold(&random) : try Self.mixed(&random)
            let sets = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]
            let all = sets.flatMap(question.combinations)
            let search = question.search
            let logits = all.map { question.score($0).logit }
            let best = search.isRaised ? logits.max() : logits.min()
            #expect(search.farthest.score.logit == best)
            #expect(search.isReachable == all.contains(where: question.reaches))
            if !search.isReachable {
                unreachable += 1
                #expect(search.answers(limit: 3).isEmpty)
            }
        }
        #expect(isTwofold || unreachable > 3)
    }

    /// Of three inputs and more: as few as there can be, and none can be drawn back by a step.
    @Test func manyInputsAreTheFewestThatReach() throws {
        var random = CounterRandom(seed: 5, stream: "counterfactuals")
        var many = 0
        for _ in 0..<150 {
            let question = try Self.plain(4, &random)
            let answers = question.search.answers(limit: 3)
            guard let answer = answers.first, answer.changes.count > 2 else { continue }
            many += 1
            #expect(answers.count == 1)
            let fewest = (1..<16).filter { set in
                let inputs = (0..<4).filter { set & (1 << $0) != 0 }
                return question.least(inputs) != nil
            }.map(\.nonzeroBitCount).min()
            #expect(answer.changes.count == fewest)
            var changes = Dictionary(uniqueKeysWithValues: answer.changes.map { ($0.input, $0.value) })
            #expect(question.reaches(changes))
            for (input, value) in changes {
                let old = question.row[input]
                let between = (question.offered[input] ?? []).filter {
                    (old < value ? old..<value : value..<old).contains($0) && $0 != old && $0 != value
                }
                guard let nearer = between.min(by: { abs($0 - value) < abs($1 - value) }) else { continue }
                changes[input] = nearer
                #expect(!question.reaches(changes))
                changes[input] = value
            }
        }
        #expect(many > 10, "\(many)")
    }

    /// With few scorings pairs are left out, which is said; what is found is what there is.
    @Test func workHasABound() throws {
        var random = CounterRandom(seed: 6, stream: "counterfactuals")
        var (partial, whole) = (0, 0)
        for _ in 0..<150 {
            let question = try Self.plain(4, &random)
            let search = question.search
            let all = search.found(limit: 20, scorings: .max)
            #expect(all.isComplete && all.answers == search.answers(limit: 20))
            let none = search.found(limit: 20, scorings: 0)
            #expect(none.answers.isEmpty == all.answers.isEmpty)
            for scorings in [0, 40, 80, 200] {
                let found = search.found(limit: 20, scorings: scorings)
                let singlesAndPairs = found.answers.filter { $0.changes.count < 3 }
                if all.answers.first.map({ $0.changes.count < 3 }) == true {
                    #expect(
                        singlesAndPairs.allSatisfy { answer in
                            all.answers.contains(answer) || found.answers.count == 1
                        })
                }
                if found.isComplete {
                    #expect(found.answers == all.answers)
                    whole += 1
                } else {
                    partial += 1
                }
            }
        }
        #expect(partial > 50 && whole > 50, "\(partial) \(whole)")
    }

    @Test func whatIsMissingOrNotOfferedStays() throws {
        let model = try ModelSamples.model()
        let search = CounterfactualSearch(
            model, row: [.nan, 0, 1], target: 0.9, offered: [0: [0, 500], 1: [0]])
        #expect(search.farthest.changes.isEmpty)
        #expect(!search.isReachable)
        #expect(search.answers(limit: 5).isEmpty)
        let here = model.score([20.0, 0, 1].span).probability.value
        let same = CounterfactualSearch(model, row: [20, 0, 1], target: here, offered: [0: [0, 500]])
        #expect(same.isReached)
        #expect(same.answers(limit: 5).isEmpty)
    }

    /// Beyond the end of a clip nothing helps more, so nobody is sent there.
    @Test func nothingIsProposedBeyondAPlateau() throws {
        let model = try LogisticModel(
            description: .init(
                inputs: [ModelInput(name: "calls", kind: .number)],
                columns: [
                    DesignColumn(
                        name: "calls", input: 0, encoding: .number(transforms: [.clip(lower: 0, upper: 5)]))
                ], calibration: .none),
            weights: .init(
                coefficients: [1], intercept: 0, fill: [0], mean: [0], scale: [1], calibration: nil))
        let search = CounterfactualSearch(
            model, row: [1], target: 0.9999, offered: [0: (0...20).map(Double.init)])
        #expect(search.farthest.changes.map(\.value) == [5])
    }
}
