internal import Features
internal import LinearAlgebra

extension LeadStory {
    /// Rows that the planted leaks concern, and their honest counterparts.
    mutating func plantedRows() {
        let day = TimeSpan.day.microseconds
        let asked = Double(world.ask / day)
        if world.has(.backfilledValue) {
            var random = world.random("budget", truth.character)
            let honest = random.chance(0.15)
            let within = createdAt + Int64((1.5 + random.nextUniform() * (asked - 2)) * Double(day))
            let forged = random.chance(world.strength(.backfilledValue))
            let later = Int64(random.exponential(mean: 2) * Double(day))
            let account = Account.name(truth.account)
            if let converted = convertedAt, forged {
                writer.add(
                    .crm, at: within, ["budget.confirmed", account, nil],
                    .init(mayBeLate: false, enteredAt: converted + later, planted: .backfilledValue))
            } else if honest {
                writer.add(.crm, at: within, ["budget.confirmed", account, nil], .init(mayBeLate: false))
            }
        }
        if world.has(.outcomeCausedActivity) {
            var random = world.random("workspace", truth.character)
            let honest = random.chance(0.1)
            let caused = random.chance(world.strength(.outcomeCausedActivity))
            let within = createdAt + Int64((1 + random.nextUniform() * (asked - 1)) * Double(day))
            let cells = ["workspace.opened", key("u", 0), nil, nil]
            if let converted = convertedAt, caused {
                writer.add(
                    .product, at: within, cells,
                    .init(enteredAt: converted + day, planted: .outcomeCausedActivity))
            } else if honest {
                writer.add(.product, at: within, cells)
            }
        }
    }
}
