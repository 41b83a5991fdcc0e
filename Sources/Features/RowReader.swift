/// What a stream reads of a table's row.
enum RowReader: Sendable {
    /// Its times only.
    case times
    /// The numbers of one column.
    case numbers([Double])
    /// The numbers and truth values of an attribute of changing type.
    case mixedNumbers([AttributeColumn])
    /// Codes of a column's values: an index and where the column's codes begin.
    case codes([Int32], base: Int32)
    /// Codes of an attribute of changing type, with where the columns' codes begin.
    case mixedCodes([AttributeColumn], bases: [Int32])
    /// By the code of the kind in the table, the code in the series; nil for an event that is not in it.
    case kinds([Int32?])
    /// By the code of the channel in the table, the code in the series; nil for an event that is not in it.
    case channels([Int32?])
    /// A column's links, with the index of the entity in the table for each of its dictionary, below 0 for one
    /// without events.
    case links([Int32], dictionary: [EntityKey], entities: [Int])
    /// The tokens of what happened, with the columns of the attribute that is a part of them.
    case tokens(EventVectors, [AttributeColumn])

    init(
        _ payload: FeaturePlan.Payload, of plan: FeaturePlan, _ table: EventTable, _ codes: inout ValueCodes
    ) {
        switch payload {
        case .times:
            self = .times
        case .number(let name):
            let columns = table.attributes.filter { $0.name == name && $0.values.isNumeric }
            if columns.count == 1, case .numbers(let numbers) = columns[0].values {
                self = .numbers(numbers)
            } else {
                self = .mixedNumbers(columns)
            }
        case .value(let name):
            self = Self.coded(table.attributes.filter { $0.name == name }, &codes)
        case .category(let name):
            self = Self.coded(table.attributes.filter { $0.name == name && !$0.values.isLink }, &codes)
        case .text(let name):
            self = Self.coded(table.attributes.filter { $0.name == name && $0.values.isText }, &codes)
        case .kind:
            self = .kinds(table.kinds.map { Int32(plan.stepKinds.firstIndex(of: $0) ?? -1) })
        case .channel:
            let base = codes.reserve(.texts([], dictionary: table.channels))
            self = .channels(table.channels.enumerated().map { $1.isEmpty ? nil : base + Int32($0) })
        case .isChannel(let channel):
            self = .channels(table.channels.map { $0.isEmpty ? nil : $0 == channel ? 1 : 0 })
        case .link(let name):
            let column = table.attributes.first { $0.name == name && $0.values.isLink }
            if case .links(let links, let dictionary)? = column?.values {
                let entities = dictionary.enumerated().map { table.index(of: $1) ?? -1 - $0 }
                self = .links(links, dictionary: dictionary, entities: entities)
            } else {
                self = .mixedCodes([], bases: [])
            }
        case .token(let embedder):
            if case .events(let vectors) = plan.embedders[embedder] {
                self = .tokens(
                    vectors, table.attributes.filter { $0.name == vectors.attribute && !$0.values.isLink })
            } else {
                self = .mixedCodes([], bases: [])
            }
        }
    }

    private static func coded(_ columns: [AttributeColumn], _ codes: inout ValueCodes) -> RowReader {
        let bases = columns.map { codes.reserve($0.values) }
        if columns.count == 1 {
            switch columns[0].values {
            case .texts(let texts, _): return .codes(texts, base: bases[0])
            case .links(let links, _): return .codes(links, base: bases[0])
            case .numbers, .flags: break
            }
        }
        return .mixedCodes(columns, bases: bases)
    }
}

extension AttributeColumn.Values {
    var isLink: Bool { if case .links = self { true } else { false } }

    var isText: Bool { if case .texts = self { true } else { false } }

    var isNumeric: Bool {
        switch self {
        case .numbers, .flags: true
        case .texts, .links: false
        }
    }
}
