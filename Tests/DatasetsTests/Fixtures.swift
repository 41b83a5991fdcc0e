import Datasets
import Features

/// A source of purchases as CSV, and its rows.
enum Fixtures {
    static let purchases = """
        customer,date,amount
        a,1997-01-01,10
        b,1997-01-02,20.5
        a,1997-01-02,5
        c,1997-03-01,7

        """

    static func source(
        file: String = "purchases.csv", format: SourceFormat = SourceFormat(type: .csv),
        select: String? = nil,
        fields: [String: FieldDefinition] = fields, events: [EventDefinition] = [event],
        history: SourceDefinition.History = .full, maximumBad: Double? = nil
    ) -> SourceDefinition {
        SourceDefinition(
            file: file, format: format, history: history, select: select, fields: fields, events: events,
            maximumBad: maximumBad)
    }

    static let fields: [String: FieldDefinition] = [
        "customer": FieldDefinition(type: .key, purpose: .identity, namespace: "customer", nulls: .refuse),
        "date": FieldDefinition(type: .date, purpose: .time, nulls: .refuse),
        "amount": FieldDefinition(type: .number, purpose: .feature, minimum: 0),
    ]

    static let event = EventDefinition(
        kind: "purchase", subject: "customer", occurredAt: "date", recordedAt: "assumed occurredAt + 0d",
        attributes: ["amount"])

    static func run(
        _ folder: TemporaryFolder, _ source: SourceDefinition, zone: String = "UTC"
    ) throws -> EventImportResult {
        try EventImport(sources: ["purchases": source], directory: folder.path, zone: zone).run()
    }

    /// The error of an import that must fail.
    static func failure(_ folder: TemporaryFolder, _ source: SourceDefinition) -> DatasetError? {
        do {
            try run(folder, source).check()
            return nil
        } catch { return error as? DatasetError }
    }
}
