import Testing
import Workflow

struct FiguresTests {
    @Test(arguments: [
        (0.82351, "0.8235"), (-0.00004, "above -0.0001"), (12.3456, "12.35"), (8976.33, "8976"),
        (0, "0.0000"),
        (-5.28571, "-5.2857"), (1e12, "1000000000000.0"), (.nan, "undefined"),
    ])
    func readsAsPeopleWrite(value: Double, text: String) { #expect(Figures.text(value) == text) }

    @Test(arguments: [(3.0, "3"), (3948.9, "3948.9"), (0.126, "0.13"), (-2.5, "-2.5"), (0, "0")])
    func plainHasNoNeedlessZeros(value: Double, text: String) { #expect(Figures.plain(value) == text) }

    @Test(arguments: [(0, "0"), (999, "999"), (94_280, "94,280"), (-1_234_567, "-1,234,567")])
    func countsAreGrouped(count: Int, text: String) { #expect(Figures.count(count) == text) }

    @Test func roundsHalfAwayFromZero() {
        #expect(Figures.fixed(0.125, decimals: 2) == "0.13")
        #expect(Figures.fixed(-0.125, decimals: 2) == "-0.13")
        #expect(Figures.percent(0.2354) == "23.5 %")
    }
}
