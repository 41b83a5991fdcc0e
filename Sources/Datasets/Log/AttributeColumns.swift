import Features

/// The attributes of events as columns of a table, one a kind of value and name: `number.amount`, `link.account`.
struct AttributeColumns {
    /// The columns by name in the order of Unicode scalars; each has a row an event.
    let columns: [(name: String, column: Column)]

    /// Lays the attributes out.
    ///
    /// - Parameter pseudonym: what a link's key is written as.
    /// - Complexity: O(events x columns).
    init(_ events: [Event], pseudonym: (EntityKey) -> String) {
        var numbers: Set<String> = []
        var texts: Set<String> = []
        var flags: Set<String> = []
        var links: Set<String> = []
        for event in events {
            for (name, value) in event.attributes {
                switch value {
                case .number: numbers.insert(name)
                case .text: texts.insert(name)
                case .flag: flags.insert(name)
                case .link: links.insert(name)
                }
            }
        }
        columns =
            flags.sorted().map { name in
                let values = events.map { event -> Bool? in
                    if case .flag(let flag)? = event.attributes[name] { flag } else { nil }
                }
                return (name: "flag." + name, column: .flags(values))
            }
            + links.sorted().map { name in
                let values = events.map { event -> String? in
                    if case .link(let key)? = event.attributes[name] { pseudonym(key) } else { nil }
                }
                return (name: "link." + name, column: .texts(values))
            }
            + numbers.sorted().map { name in
                let values = events.map { event -> Double? in
                    if case .number(let number)? = event.attributes[name] { number } else { nil }
                }
                return (name: "number." + name, column: .numbers(values))
            }
            + texts.sorted().map { name in
                let values = events.map { event -> String? in
                    if case .text(let text)? = event.attributes[name] { text } else { nil }
                }
                return (name: "text." + name, column: .texts(values))
            }
    }
}
