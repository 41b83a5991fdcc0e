extension CompanySettings {
    /// A kind of person: how likely it converts and, where given, how it behaves.
    ///
    /// Factors multiply what is usual; what is not named has the factor 1.
    public struct Persona: Codable, Equatable, Sendable {
        /// The name, in the truth only.
        public var name: String
        /// The weight against the other kinds.
        public var share: Double
        /// The effect on converting.
        public var conversion: Double
        /// A factor of activity.
        public var activity: Double
        /// Factors of how likely a session is of a channel, by the names of `SessionKind`.
        public var channels: [String: Double]?
        /// Factors of how likely a page is looked at.
        public var pages: [String: Double]?
        /// Factors of the shares of intents, by topic: what it writes about.
        public var topics: [String: Double]?
        /// When it is active; at office hours unless given.
        public var hours: Hours?
        /// Days in which its interest falls to a third; 45 unless given.
        public var fading: Double?
        /// The size of the company that it works for; any unless given.
        public var company: CompanySize?

        /// Creates a kind of person that behaves as is usual.
        public init(name: String, share: Double, conversion: Double, activity: Double) {
            self.name = name
            self.share = share
            self.conversion = conversion
            self.activity = activity
        }

        /// Whether it behaves otherwise than is usual.
        var isPlanted: Bool {
            channels != nil || pages != nil || topics != nil || hours != nil || fading != nil
                || company != nil
        }
    }

    /// When people are active.
    public enum Hours: String, Codable, CaseIterable, Sendable {
        /// Mornings and afternoons of working days.
        case office
        /// After work, on all days.
        case evening
        /// Saturdays and Sundays mostly.
        case weekend
    }

    /// How large a company is beside others.
    public enum CompanySize: String, Codable, CaseIterable, Sendable {
        /// The smallest of a few.
        case small
        /// The largest of a few.
        case large
    }
}
