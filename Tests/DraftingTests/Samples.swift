import Datasets
import Features
import FoundationEssentials
import TestKit

/// Generated leads, as one file and as tables that refer to each other.
enum Samples {
    private static let start = Instant(year: 2022, month: 1, day: 1)

    /// Day `number` after 2022-01-01, `YYYY-MM-DD`.
    static func day(_ number: Int) -> String { (start + .days(number)).dateText }

    /// Day `number` after 2022-01-01, `DD.MM.YYYY`.
    static func germanDay(_ number: Int) -> String {
        let date = (start + .days(number)).civilDate
        func two(_ part: Int) -> String { part < 10 ? "0\(part)" : String(part) }
        return "\(two(date.day)).\(two(date.month)).\(date.year)"
    }

    /// 400 rows with an identifier, an address, a stage, a closing date and a converted flag.
    static func rows() -> String {
        var random = SplitMix64(seed: 7)
        var lines = [
            "Prospect ID;Created On;E-Mail;Lead Source;Visits;Minutes;Lead Stage;Closing Date;Region;Converted"
        ]
        for index in 0..<400 {
            let visits = random.below(12)
            let isWon = random.below(20) < 2 + visits / 2
            let fields = [
                "\"P-\(100_000 + index)\"", germanDay(index), "person\(index)@example.org",
                random.pick(["Webinar", "Referral", "Outbound"]), String(visits),
                "\(random.below(900)).\(random.below(10))",
                isWon ? "Signed" : random.pick(["Open", "Dropped"]),
                isWon ? germanDay(index + 20) : "", random.pick(["Northern", "Southern"]),
                isWon ? "Yes" : "No",
            ]
            lines.append(fields.joined(separator: ";"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes `accounts.csv`, `leads.csv`, `visits.parquet`, `deals.csv` and `customers.csv` of 600 leads.
    static func tables(in folder: String) throws {
        var random = SplitMix64(seed: 11)
        var accounts = ["account_id,created_at,industry,region"]
        for index in 0..<80 {
            accounts.append(
                "acc\(index),\(day(index % 30)),\(random.pick(["Machinery", "Healthcare"])),"
                    + random.pick(["Northern", "Southern"]))
        }
        var leads = ["lead_id,account_id,created_at,source,status,is_hot,converted_at,last_updated"]
        var customers = ["customer_id,lead_id,started_at"]
        var deals = ["deal_id,lead_id,opened_at,amount,closed_at"]
        var visits: (ids: [String?], leads: [String?], times: [Int64?], pages: [Int64?]) = ([], [], [], [])
        for index in 0..<600 {
            let created = 40 + index
            let count = random.below(6)
            for _ in 0..<count {
                visits.ids.append("v\(visits.ids.count)")
                visits.leads.append("lead\(index)")
                let moment = start + .days(created + random.below(40))
                visits.times.append(moment.microseconds + 3_600_000_000)
                visits.pages.append(Int64(1 + random.below(9)))
            }
            let isWon = random.below(10) < 1 + count
            let end = created + 10 + random.below(45)
            let state = isWon ? "Customer" : random.pick(["Working", "Dropped"])
            leads.append(
                "lead\(index),acc\(random.below(80)),\(day(created)),"
                    + "\(random.pick(["Webinar", "Referral"])),\(state),\(random.oneIn(3)),"
                    + "\(isWon ? day(end) : ""),\(day(end + 5))")
            if isWon { customers.append("cust\(index),lead\(index),\(day(end))") }
            if random.oneIn(2) {
                let isClosed = isWon || random.oneIn(3)
                deals.append(
                    "deal\(index),lead\(index),\(day(created + 5)),\(1000 + random.below(9000)),"
                        + (isClosed ? day(end) : ""))
            }
        }
        for (name, lines) in [
            ("accounts", accounts), ("leads", leads), ("customers", customers), ("deals", deals),
        ] {
            try write(lines.joined(separator: "\n") + "\n", to: folder + "/\(name).csv")
        }
        let table = ColumnTable(
            names: ["visit_id", "lead_id", "visited_at", "pages"],
            columns: [
                .texts(visits.ids), .texts(visits.leads), .instants(visits.times), .integers(visits.pages),
            ])
        try TableFile().write(table, to: folder + "/visits.parquet")
    }

    static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
