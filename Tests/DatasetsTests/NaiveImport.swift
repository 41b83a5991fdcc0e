import Features

/// An import as plain loops over rows, anyone can check: what the SQL must agree with.
///
/// Rows are `id,customer,occurred,recorded,amount,kind`; times are whole seconds since 1970.
struct NaiveImport {
    struct Row {
        var id = ""
        var customer = ""
        var occurred = ""
        var recorded = ""
        var amount = ""
        var kind = ""

        var line: String { [id, customer, occurred, recorded, amount, kind].joined(separator: ",") }
    }

    /// By row, the field at fault; "" for a contradiction.
    private(set) var faults: [String?]
    private(set) var duplicateCount = 0
    private(set) var events: [Event] = []

    init(_ rows: [Row]) {
        faults = rows.map(Self.fault)
        var payloads: [String: Set<String>] = [:]
        for (row, fault) in zip(rows, faults) where fault == nil {
            payloads[row.id, default: []].insert(row.line)
        }
        for (index, row) in rows.enumerated() where faults[index] == nil && (payloads[row.id]?.count ?? 0) > 1
        {
            faults[index] = ""
        }
        var seen: Set<String> = []
        for (row, fault) in zip(rows, faults) where fault == nil {
            guard seen.insert(row.id).inserted else {
                duplicateCount += 1
                continue
            }
            events.append(Self.event(row))
        }
    }

    /// Fields in the order of their names, as the contract has them.
    private static func fault(_ row: Row) -> String? {
        if !row.amount.isEmpty {
            guard let amount = Double(row.amount), amount.isFinite, amount >= 0, amount <= 100 else {
                return "amount"
            }
        }
        if row.customer.isEmpty { return "customer" }
        if row.id.isEmpty { return "id" }
        if !row.kind.isEmpty, !["web", "shop"].contains(row.kind) { return "kind" }
        if Int64(row.occurred) == nil { return "occurred" }
        if Int64(row.recorded) == nil { return "recorded" }
        return nil
    }

    private static func event(_ row: Row) -> Event {
        var attributes: [String: AttributeValue] = [:]
        if let amount = Double(row.amount) { attributes["amount"] = .number(amount) }
        if !row.kind.isEmpty { attributes["kind"] = .text(row.kind) }
        func time(_ text: String) -> Instant { Instant(microseconds: (Int64(text) ?? 0) * 1_000_000) }
        return Event(
            id: row.id, source: "purchases", kind: "purchase",
            subject: EntityKey(namespace: "customer", id: row.customer), occurredAt: time(row.occurred),
            recordedAt: time(row.recorded), attributes: attributes)
    }
}
