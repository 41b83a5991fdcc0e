extension Leak.Kind {
    /// The raw file or settings file that has it.
    var file: String {
        switch self {
        case .postOutcomeField, .overwrittenField, .missingness, .accountAcrossSlices, .lifetimeCount:
            LeadsFile.name
        case .backfilledValue: Channel.crm.file
        case .outcomeCausedActivity, .clockSkew: Channel.product.file
        case .retroactiveIdentity: Channel.web.file
        case .duplicateAcrossSlices, .overlappingWindows: "pipeline.yaml"
        case .targetEncoding, .scalerOnAllData: PreparedTable.name
        }
    }

    /// The name in the pipeline's sources; nil where it is no source's fault.
    var source: String? {
        switch self {
        case .duplicateAcrossSlices, .overlappingWindows, .targetEncoding, .scalerOnAllData: nil
        default: String(file.prefix { $0 != "." })
        }
    }

    /// The columns that have it.
    var fields: [String] {
        switch self {
        case .postOutcomeField: ["close_value"]
        case .overwrittenField: ["rating"]
        case .missingness: ["budget_band"]
        case .accountAcrossSlices: ["account_code"]
        case .lifetimeCount: ["touch_count"]
        case .backfilledValue: ["occurred_at", "recorded_at"]
        case .outcomeCausedActivity, .clockSkew: ["occurred_at"]
        case .retroactiveIdentity: ["lead"]
        case .targetEncoding: ["segment_rate"]
        case .scalerOnAllData: ["activity_scaled"]
        case .duplicateAcrossSlices, .overlappingWindows: []
        }
    }

    /// The features that leak because of it, as the pipeline calls them.
    var features: [String] {
        switch self {
        case .postOutcomeField: ["close-value"]
        case .overwrittenField: ["rating"]
        case .missingness: ["budget-band"]
        case .accountAcrossSlices: ["account-code"]
        case .lifetimeCount: ["touch-count"]
        case .backfilledValue: ["budget-confirmed"]
        case .outcomeCausedActivity: ["workspace-opened"]
        case .clockSkew: ["product-uses", "product-seconds"]
        case .retroactiveIdentity:
            ["page-views", "page-views-7", "pricing-views", "page-seconds", "since-page"]
        case .targetEncoding: ["segment_rate"]
        case .scalerOnAllData: ["activity_scaled"]
        case .duplicateAcrossSlices, .overlappingWindows: []
        }
    }
}
