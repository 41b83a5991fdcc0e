/// Rows of the firehose as lines of CSV.
struct FirehoseLines: Sendable {
    static let header = "id,lead,account,kind,channel,occurred_at,recorded_at,amount,page,seconds\n"

    private let kinds = FirehoseCatalog.kinds.map { Array($0.utf8) }
    private let channels = FirehoseCatalog.channels.map { Array($0.utf8) }
    private let pages = FirehoseCatalog.pages.map { Array($0.utf8) }
    private let accounts: [Int32]

    init(accounts: [Int32]) { self.accounts = accounts }

    /// The lines of some rows.
    func bytes(_ events: ArraySlice<FirehoseEvent>) -> [UInt8] {
        var text = TextBuffer()
        for event in events {
            text.add(hexadecimal: event.id)
            text.add(ascii: ",")
            text.add(ascii: "L")
            text.add(Int(event.lead), width: 7)
            text.add(ascii: ",")
            text.add(ascii: "A")
            text.add(Int(accounts[Int(event.lead)]), width: 6)
            text.add(ascii: ",")
            text.add(kinds[Int(event.kind)])
            text.add(ascii: ",")
            text.add(channels[Int(event.channel)])
            text.add(ascii: ",")
            text.add(time: event.occurredAt)
            text.add(ascii: ",")
            text.add(time: event.recordedAt)
            text.add(ascii: ",")
            if event.amount >= 0 { text.add(hundredths: Int(event.amount)) }
            text.add(ascii: ",")
            if event.page >= 0 { text.add(pages[Int(event.page)]) }
            text.add(ascii: ",")
            if event.seconds >= 0 { text.add(Int(event.seconds)) }
            text.add(ascii: "\n")
        }
        return text.bytes
    }
}
