/// A mistake that is planted on purpose, to see whether it is caught.
public struct Leak: Codable, Equatable, Sendable {
    /// What is wrong.
    public var kind: Kind
    /// How much of it, in 0...1.
    public var strength: Double

    /// What is wrong.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// A field that exists only after the outcome is declared as known before.
        case postOutcomeField
        /// A snapshot's field was set anew with the outcome.
        case overwrittenField
        /// Rows were entered after the outcome under earlier times.
        case backfilledValue
        /// A field is filled in only for those who convert.
        case missingness
        /// What the outcome caused is dated before it.
        case outcomeCausedActivity
        /// Visits carry a lead that nobody knew at the time.
        case retroactiveIdentity
        /// Leads of the test slice are copies of leads of the train slice.
        case duplicateAcrossSlices
        /// Leads of one account share their outcome across slices.
        case accountAcrossSlices
        /// A column is the mean outcome of all rows.
        case targetEncoding
        /// A column is scaled with all rows.
        case scalerOnAllData
        /// Slices are closer than the label's window.
        case overlappingWindows
        /// A source's clock lags by weeks.
        case clockSkew
        /// A count goes on after the cutoff.
        case lifetimeCount
    }

    /// Creates a leak.
    public init(kind: Kind, strength: Double) {
        self.kind = kind
        self.strength = strength
    }
}
