import TestKit

/// A few hundred customers of a made-up shop, the same at every run.
struct Purchases {
    struct Purchase {
        var customer: String
        var date: String
        var units: Int
        var amount: String
        var region: String
    }

    let purchases: [Purchase]

    init(seed: UInt64 = 20) {
        var random = SplitMix64(seed: seed)
        var purchases: [Purchase] = []
        for customer in 0..<300 {
            // One purchase every `pace` days on average, until the customer is lost.
            let pace = [18, 25, 40, 70, 130, 250][random.below(6)]
            let end = random.oneIn(3) ? 60 + random.below(340) : 450
            for day in random.below(60)..<end where random.oneIn(pace) {
                purchases.append(
                    Purchase(
                        customer: "c\(1000 + customer)", date: Self.date(day), units: 1 + random.below(4),
                        amount: "\(5 + random.below(40)).\(10 + random.below(90))",
                        region: customer.isMultiple(of: 2) ? "north" : "south"))
            }
        }
        self.purchases = purchases.sorted { ($0.date, $0.customer) < ($1.date, $1.customer) }
    }

    /// The file that the pipeline reads.
    var csv: String {
        "customer,date,units,amount,region\n"
            + purchases.map { "\($0.customer),\($0.date),\($0.units),\($0.amount),\($0.region)\n" }.joined()
    }

    /// The file with everything from a day on other than it was: amounts, units, regions, and a third of the purchases gone.
    func csv(rewrittenFrom day: String) -> String {
        "customer,date,units,amount,region\n"
            + purchases.enumerated().compactMap { index, one in
                guard one.date >= day else {
                    return "\(one.customer),\(one.date),\(one.units),\(one.amount),\(one.region)\n"
                }
                guard !index.isMultiple(of: 3) else { return nil }
                return "\(one.customer),\(one.date),\(one.units + 3),1\(one.amount),west\n"
            }.joined()
    }

    /// The same purchases of one customer as a body for `/v1/score`; a day's are known when the day ends.
    func body(customer: String, asOf: String) -> String {
        let events = purchases.filter { $0.customer == customer }.enumerated().map { index, purchase in
            """
            {"id": "\(index)", "source": "purchases", "type": "purchase", "subject": "customer:\(customer)", \
            "time": "\(purchase.date)T23:59:59.999999Z", "data": {"units": \(purchase.units), \
            "amount": \(purchase.amount), "region": "\(purchase.region)"}}
            """
        }
        return """
            {"entity": "customer:\(customer)", "asOf": "\(asOf)", "events": [\(events.joined(separator: ", "))]}
            """
    }

    /// A day of 2024 or of the first months of 2025.
    private static func date(_ day: Int) -> String {
        var rest = day
        for (index, days) in [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31].enumerated() {
            if rest < days {
                let month = index % 12 + 1
                let parts = [month, rest + 1].map { $0 < 10 ? "0\($0)" : "\($0)" }
                return "\(2024 + index / 12)-\(parts[0])-\(parts[1])"
            }
            rest -= days
        }
        preconditionFailure("a day after March 2025")
    }
}
