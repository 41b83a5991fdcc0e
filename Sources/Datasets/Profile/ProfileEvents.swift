internal import Features

/// The events of a table with each source and kind as one group, and attributes by name.
struct ProfileEvents {
    private let table: EventTable
    /// The group of every row: its source and kind.
    let group: [Int32]
    /// The groups by source and kind, ascending.
    let groups: [Group]
    /// Attributes by name.
    let attributes: [String: Attribute]

    /// A source and a kind of its events.
    struct Group: Hashable {
        var source: String
        var kind: String
    }

    /// The values of one attribute over all rows, of whatever types.
    struct Attribute {
        /// NaN for a row without a number; empty if no row has one.
        var numbers: [Double] = []
        /// 1 is true, 0 is false, -1 is no flag; empty if no row has one.
        var flags: [Int8] = []
        /// The place in `texts`, -1 for a row without; empty if no row has one.
        var codes: [Int32] = []
        var texts: [String] = []
        /// As `codes`, for keys of entities, which are never shown.
        var links: [Int32] = []
    }

    /// - Complexity: O(events + groups log groups); the columns are shared, not copied.
    init(_ table: EventTable) {
        self.table = table
        var places: [Group: Int32] = [:]
        for row in 0..<table.rowCount {
            places[
                Group(source: table.sources[Int(table.source[row])], kind: table.kinds[Int(table.kind[row])])] =
                0
        }
        let groups = places.keys.sorted { ($0.source, $0.kind) < ($1.source, $1.kind) }
        self.groups = groups
        var codes = [Int32](repeating: 0, count: table.sources.count * table.kinds.count)
        for (place, group) in groups.enumerated() {
            let source = table.sources.firstIndex(of: group.source) ?? 0
            codes[source * table.kinds.count + (table.kinds.firstIndex(of: group.kind) ?? 0)] = Int32(place)
        }
        group = (0..<table.rowCount).map { row in
            codes[Int(table.source[row]) * table.kinds.count + Int(table.kind[row])]
        }
        var attributes: [String: Attribute] = [:]
        for column in table.attributes {
            switch column.values {
            case .numbers(let numbers): attributes[column.name, default: Attribute()].numbers = numbers
            case .flags(let flags): attributes[column.name, default: Attribute()].flags = flags
            case .texts(let codes, let texts):
                attributes[column.name, default: Attribute()].codes = codes
                attributes[column.name, default: Attribute()].texts = texts
            case .links(let links, _): attributes[column.name, default: Attribute()].links = links
            }
        }
        self.attributes = attributes
    }

    /// The number of events.
    var count: Int { table.rowCount }
    /// Rows of entity i are `bounds[i]..<bounds[i + 1]`.
    var bounds: [Int] { table.bounds }
    var entities: [EntityKey] { table.entities }
    var occurredAt: [Int64] { table.occurredAt }
    var recordedAt: [Int64] { table.recordedAt }
    /// The place of every row's channel.
    var channel: [UInt16] { table.channel }
    var channels: [String] { table.channels }
}

extension ProfileEvents.Attribute {
    /// Whether a row has a value.
    func hasValue(_ row: Int) -> Bool { type(ofRow: row) != nil }

    /// The type of the value in a row; nil where it has none.
    func type(ofRow row: Int) -> FieldProfile.Kind? {
        if !numbers.isEmpty, !numbers[row].isNaN { return .number }
        if !codes.isEmpty, codes[row] >= 0 { return .text }
        if !flags.isEmpty, flags[row] >= 0 { return .flag }
        return !links.isEmpty && links[row] >= 0 ? .link : nil
    }
}
