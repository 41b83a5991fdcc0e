internal import Features
internal import LinearAlgebra

/// A company that leads work for.
struct Account: Sendable {
    var industry: Int
    var employees: Int
    var country: Int
    /// The effect on converting of all its leads.
    var conversion: Double
    /// When a third party first told of it.
    var knownAt: Int64

    static let industries = ["software", "retail", "health", "education", "finance", "industry"]
    static let countries = ["DE", "FR", "GB", "NL", "US"]

    static func draw(_ settings: CompanySettings, seed: UInt64, days: Range<Int>) -> [Account] {
        let stream = CounterRandom(seed: seed, stream: "accounts")
        let country = Choice(weights: [3, 2, 2, 1, 4])
        return (0..<settings.accountCount).map { index in
            var random = stream.substream(UInt32(index))
            return Account(
                industry: random.integer(below: industries.count),
                employees: 1 + Int(min(100_000, random.logNormal(median: 60, sigma: 1.6))),
                country: country.draw(&random), conversion: 0.5 * random.normal(),
                knownAt: Int64(days.lowerBound) * TimeSpan.day.microseconds
                    + Int64(random.integer(below: 3 * 86_400)) * 1_000_000)
        }
    }

    /// The account's name in files.
    static func name(_ index: Int) -> String {
        let digits = String(index)
        return "A" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
