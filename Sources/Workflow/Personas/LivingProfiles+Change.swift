public import Features
public import Personas

extension LivingProfiles {
    /// A lead that became somebody else, or of whom another thing is told.
    public struct Change: Equatable, Sendable {
        /// What may change.
        public enum Aspect: String, Codable, Sendable {
            /// Who the lead is.
            case persona
            /// The name of what it wants.
            case intent
            /// Which flags are raised.
            case flags
        }

        /// Whose profile.
        public var entity: EntityKey
        /// As known when.
        public var asOf: Instant
        /// The persona before: `unknown` where none was named, `new` where nobody was asked about.
        public var from: String
        /// The persona now; `gone` where nobody is asked about any more.
        public var to: String
        /// What is other than before; never empty.
        public var changed: [Aspect]
        /// The answer now; nil where nobody is asked about.
        public var assignment: PersonaAssignment?
    }

    /// What was told of a lead.
    struct Told: Equatable {
        var name: String
        var intent: String?
        var flags: Set<String>

        init(_ assignment: PersonaAssignment) {
            name = assignment.persona ?? "unknown"
            intent = assignment.intent?.name
            flags = Set(assignment.flags.map { "\($0.kind.rawValue): \($0.name)" })
        }
    }
}
