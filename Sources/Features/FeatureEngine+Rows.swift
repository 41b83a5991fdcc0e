extension FeatureEngine {
    /// Forgets everything and takes an entity's events, and those of the entities it was linked to, from a table.
    ///
    /// - Parameters:
    ///   - index: the entity's index in the table; nil for one without events.
    ///   - key: the entity.
    ///   - cutoffs: all times it will be asked at, ascending.
    /// - Complexity: O(groups x rows), and the rows of the linked entities.
    mutating func load(
        _ index: Int?, _ key: EntityKey, from binding: TableBinding, cutoffs: Span<Int64>
    ) {
        reset(entity: key)
        rowSlots.removeAll(keepingCapacity: true)
        rowSlots.append(index ?? .min)
        let range = index.map { binding.table.rows(ofEntityAt: $0) } ?? 0..<0
        rows.cut(
            occurredAt: binding.table.occurredAt.span.extracting(range),
            recordedAt: binding.table.recordedAt.span.extracting(range), cutoffs: cutoffs,
            offsets: binding.questions.offsets.span)
        fill(slot: 0, range, from: binding)
        for membership in binding.memberships {
            for companion in membership.companions(ofRows: range) {
                let companionKey = binding.table.entities[companion]
                // Others are of the same namespace.
                if companionKey.namespace == key.namespace {
                    _ = self.slot(of: companionKey, entity: companion)
                }
            }
        }
        let linkedCount = rowSlots.count
        for slot in 1..<max(1, linkedCount) where rowSlots[slot] >= 0 {
            let range = binding.table.rows(ofEntityAt: rowSlots[slot])
            rows.prepare(rows: range.count, cutoffs: 0, cuts: 0)
            fill(slot: slot, range, from: binding)
        }
        if !binding.memberships.isEmpty { rankEvents(ofSlots: 1..<max(1, linkedCount), of: binding.table) }
    }

    /// Fills a slot's series with an entity's rows.
    private mutating func fill(slot: Int, _ range: Range<Int>, from binding: TableBinding) {
        for group in plan.groups.indices {
            let streams = plan.groups[group].streams
            guard slot == 0 || streams.contains(where: { plan.streams[$0].servesLinks }) else { continue }
            let count = binding.selections[group].select(range, of: binding.table, into: &rows.selected)
            for stream in streams where slot == 0 || plan.streams[stream].servesLinks {
                fill(stream, slot: slot, selected: count, of: range, from: binding)
            }
        }
    }

    private mutating func fill(
        _ stream: Int, slot: Int, selected count: Int, of range: Range<Int>, from binding: TableBinding
    ) {
        let place = slot * plan.streams.count + stream
        switch binding.readers[stream] {
        case .mixedNumbers, .mixedCodes, .kinds, .channels, .links, .tokens:
            for index in 0..<count {
                append(row: rows.selected[index], to: place, reading: stream, of: range, from: binding)
            }
        case .times, .numbers, .codes:
            let isLookedInto = slot > 0 || rows.hasMixed || binding.questions.isSearched[stream]
            Self.fill(
                &series[place], binding.readers[stream], rows.selected, count, of: range,
                from: binding.table, isLookedInto: isLookedInto)
        }
    }

    private static func fill(
        _ series: inout EventSeries, _ reader: RowReader, _ list: [Int32], _ count: Int, of range: Range<Int>,
        from table: EventTable, isLookedInto: Bool
    ) {
        let selected = list.span.extracting(0..<count)
        let occurredAt = table.occurredAt.span.extracting(range)
        switch reader {
        case .numbers(let numbers):
            series.take(selected, occurredAt: occurredAt, numbers: numbers.span.extracting(range))
        case .codes(let codes, let base):
            series.take(selected, occurredAt: occurredAt, codes: codes.span.extracting(range), base: base)
        case .times, .mixedNumbers, .mixedCodes, .kinds, .channels, .links, .tokens:
            series.take(selected, occurredAt: occurredAt)
        }
        series.finish(recordedAt: isLookedInto ? table.recordedAt.span.extracting(range) : nil)
    }

    /// Appends a row to a series, if it has what the stream keeps.
    private mutating func append(
        row: Int32, to place: Int, reading stream: Int, of range: Range<Int>, from binding: TableBinding
    ) {
        let index = range.lowerBound + Int(row)
        guard let (number, code) = content(of: binding.readers[stream], at: index, of: binding.table) else {
            return
        }
        series[place].append(
            occurredAt: binding.table.occurredAt[index], recordedAt: binding.table.recordedAt[index],
            event: row, number: number, code: code)
    }

    private mutating func content(
        of reader: RowReader, at row: Int, of table: EventTable
    ) -> (number: Double, code: Int32)? {
        switch reader {
        case .kinds(let codes): return codes[Int(table.kind[row])].map { (0, $0) }
        case .channels(let codes): return codes[Int(table.channel[row])].map { (0, $0) }
        case .mixedNumbers(let columns):
            for column in columns {
                switch column.value(at: row) {
                case .number(let number): return (number, 0)
                case .flag(let flag): return (flag ? 1 : 0, 0)
                case .text, .link, nil: continue
                }
            }
            return nil
        case .mixedCodes(let columns, let bases):
            for (column, base) in zip(columns, bases) {
                switch column.values {
                case .numbers(let numbers) where !numbers[row].isNaN:
                    return (0, codes.code(of: .number(numbers[row])))
                case .flags(let flags) where flags[row] >= 0: return (0, base + Int32(flags[row]))
                case .texts(let codes, _) where codes[row] >= 0: return (0, base + codes[row])
                case .links(let codes, _) where codes[row] >= 0: return (0, base + codes[row])
                default: continue
                }
            }
            return nil
        case .links(let links, let dictionary, let entities):
            guard links[row] >= 0 else { return nil }
            let link = Int(links[row])
            return (0, Int32(slot(of: dictionary[link], entity: entities[link])))
        case .tokens(let vectors, let columns):
            let value = columns.lazy.compactMap { $0.value(at: row)?.tokenValue }.first
            return vectors.code(ofKind: table.kinds[Int(table.kind[row])], value: value).map { (0, $0) }
        case .times, .numbers, .codes:
            return nil
        }
    }

    /// The slot of a linked entity, with its index in the table.
    private mutating func slot(of key: EntityKey, entity index: Int) -> Int {
        let slot = slot(of: key)
        if slot == rowSlots.count { rowSlots.append(index) }
        return slot
    }
}
