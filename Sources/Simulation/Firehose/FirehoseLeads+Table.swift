extension FirehoseLeads {
    static let header = "lead,account,created,warmth,sessions_per_day\n"

    /// The truth about some leads, as lines of CSV.
    func lines(_ leads: Range<Int>) -> [UInt8] {
        var text = TextBuffer()
        for lead in leads {
            text.add(ascii: "L")
            text.add(lead, width: 7)
            text.add(ascii: ",")
            text.add(ascii: "A")
            text.add(Int(accounts[lead]), width: 6)
            text.add(ascii: ",")
            text.add(day: Int(created[lead]))
            text.add(ascii: ",")
            text.add(FirehoseCatalog.warmthNames[Int(warmths[lead])])
            text.add(ascii: ",")
            text.add(String(rates[lead]))
            text.add(ascii: "\n")
        }
        return text.bytes
    }
}
