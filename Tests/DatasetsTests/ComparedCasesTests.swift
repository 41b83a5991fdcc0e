import Features
import TestKit
import Testing

@testable import Datasets

/// The cases that fields are compared on, against one filter a sort.
struct ComparedCasesTests {
    private func cases(seed: UInt64, count: Int) -> [CaseDecision] {
        var random = SplitMix64(seed: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        return (0..<count).map { number in
            let age = Double(below(60))
            let kind = [nil, 0, 1][below(3)]
            let asked = Instant(microseconds: Int64(number))
            return CaseDecision(
                entity: EntityKey(namespace: "lead", id: "\(number)"), asked: asked, start: asked, age: age,
                isOver: age >= 30, kind: kind, delay: kind == nil ? .infinity : Double(below(40)),
                wasOpen: below(10) > 0)
        }
    }

    @Test func everySortIsThatOfItsDefinition() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let cases = cases(seed: seed, count: 900)
            let compared = try #require(ComparedCases(cases, kind: 1))
            func rows(_ isMeant: (CaseDecision) -> Bool) -> [Int] {
                cases.indices.filter { cases[$0].wasOpen && isMeant(cases[$0]) }
            }
            #expect(compared.decided == rows { $0.isOver && $0.kind == 1 })
            #expect(compared.undecided == rows { $0.isOver && $0.kind == nil })
            #expect(compared.open == rows { !$0.isOver && $0.kind == nil })
            #expect(compared.young == rows { !$0.isOver && $0.kind == 1 })
            let ended = rows(\.isOver)
            #expect(compared.ended.sorted() == ended)
            #expect(compared.undecidedByAge.sorted() == compared.undecided)
            for (row, next) in zip(compared.ended, compared.ended.dropFirst()) {
                #expect((cases[row].delay, row) < (cases[next].delay, next))
            }
            for (row, next) in zip(compared.undecidedByAge, compared.undecidedByAge.dropFirst()) {
                #expect((cases[row].age, row) < (cases[next].age, next))
            }
            #expect(
                compared.longer
                    == compared.open.map { open in ended.count { cases[$0].delay > cases[open].age } })
        }
    }

    @Test func fewCasesSayNothing() {
        #expect(ComparedCases(cases(seed: 1, count: 60), kind: 0) == nil)
        #expect(ComparedCases(cases(seed: 1, count: 900), kind: 2) == nil)
    }
}
