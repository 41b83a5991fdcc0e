internal import Features

/// The files of `truth/`.
struct TruthFiles {
    let world: World

    /// `truth/leads.csv`.
    func leads(_ leads: [LeadTruth]) -> [UInt8] {
        var text = TextBuffer()
        text.add(
            "lead,account,persona,intent,in_group,origin,created_at,score,contacted_at,probability,"
                + "probability_when_asked,converts,converted_at,copy_of\n")
        for lead in leads {
            text.add(LeadStory.name(lead.lead))
            text.add(",\(Account.name(lead.account)),\(world.personas[lead.persona].name)")
            text.add(",\(world.intents[lead.intent].topic.rawValue),\(lead.isInGroup ? "true" : "false")")
            text.add(",\(LeadTruth.origins[lead.origin]),")
            text.add(time: lead.createdAt)
            text.add(",\(lead.score),")
            add(lead.contactedAt, to: &text)
            text.add(",\(lead.probability),\(lead.probabilityWhenAsked),\(lead.converts ? "true" : "false"),")
            add(lead.convertedAt, to: &text)
            text.add(ascii: ",")
            if lead.character != lead.lead { text.add(LeadStory.name(lead.character)) }
            text.add(ascii: "\n")
        }
        return text.bytes
    }

    /// `truth/personas.csv`: whose persona is which, and nothing else, to compare with what was found.
    func personas(_ leads: [LeadTruth]) -> [UInt8] {
        var text = TextBuffer()
        text.add("lead,persona\n")
        for lead in leads { text.add("\(LeadStory.name(lead.lead)),\(world.personas[lead.persona].name)\n") }
        return text.bytes
    }

    /// `truth/keys.csv`: which key is whose, and since when the company knows.
    func keys(_ keys: [LeadKey], of leads: [LeadTruth]) -> [UInt8] {
        var text = TextBuffer()
        text.add("lead,namespace,key,linked_at\n")
        for key in keys {
            text.add("\(LeadStory.name(key.lead)),\(key.namespace),\(key.key),")
            add(key.linkedAt.map { $0 + leads[key.lead].shift }, to: &text)
            text.add(ascii: "\n")
        }
        return text.bytes
    }

    /// `truth/accounts.csv`.
    func accounts() -> [UInt8] {
        var text = TextBuffer()
        text.add("account,industry,employees,country,conversion\n")
        for (index, account) in world.accounts.enumerated() {
            text.add("\(Account.name(index)),\(Account.industries[account.industry]),\(account.employees)")
            text.add(",\(Account.countries[account.country]),\(account.conversion)\n")
        }
        return text.bytes
    }

    /// `truth/campaigns.csv`.
    func campaigns() -> [UInt8] {
        var text = TextBuffer()
        text.add("campaign,from,to,conversion\n")
        for campaign in world.campaigns {
            text.add("\(campaign.name),")
            text.add(day: campaign.days.lowerBound)
            text.add(ascii: ",")
            text.add(day: campaign.days.upperBound - 1)
            text.add(",\(campaign.conversion)\n")
        }
        return text.bytes
    }

    private func add(_ time: Int64?, to text: inout TextBuffer) {
        if let time { text.add(time: time) }
    }
}
