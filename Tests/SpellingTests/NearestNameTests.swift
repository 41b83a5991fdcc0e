import Spelling
import Testing

struct NearestNameTests {
    private static let known = ["amount", "account", "channel", "date"]

    @Test(arguments: [
        ("amuont", "amount"), ("Amount", "amount"), ("acount", "account"), ("dates", "date"),
        ("chanel", "channel"),
    ])
    func isWhatWasProbablyMeant(name: String, meant: String) {
        #expect(NearestName.of(name, among: Self.known) == meant)
        #expect(NearestName.of(name, among: Self.known.reversed()) == meant)
        #expect(
            NearestName.remedy(for: name, among: Self.known)
                == "did you mean `\(meant)`? use one of amount, account, channel, date")
    }

    @Test(arguments: ["", "opportunity", "x", String(repeating: "amount", count: 20)])
    func isNoneWhereNoneIsNear(name: String) {
        #expect(NearestName.of(name, among: ["amount", "opportune-moment-of-sale"]) == nil)
        #expect(NearestName.remedy(for: name, among: Self.known).hasPrefix("use one of amount"))
    }

    @Test func tiesGoByTheAlphabet() {
        #expect(NearestName.of("bat", among: ["cat", "rat", "hat"]) == "cat")
    }

    @Test func nothingIsNearNothing() {
        #expect(NearestName.of("amount", among: [String]()) == nil)
        #expect(NearestName.remedy(for: "amount", among: []) == "remove it; there is none to name")
    }
}
