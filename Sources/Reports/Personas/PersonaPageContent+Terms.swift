extension PersonaPageContent {
    /// A word or step that a group has more often than the others.
    public struct Term: Equatable, Sendable {
        /// The word or step.
        public var name: String
        /// The share of the group that has it.
        public var share: Double
        /// The share of the others.
        public var elsewhere: Double

        /// Creates a term.
        public init(name: String, share: Double, elsewhere: Double) {
            self.name = name
            self.share = share
            self.elsewhere = elsewhere
        }
    }

    /// The middle of one input: the median of a number, the commonest level of a category.
    public struct Middle: Equatable, Sendable {
        /// The input.
        public var name: String
        /// Its unit; empty where it has none.
        public var unit: String
        /// In each group, in the groups' order, as it is written.
        public var groups: [String]
        /// Among all leads.
        public var all: String

        /// Creates a middle.
        public init(name: String, unit: String, groups: [String], all: String) {
            self.name = name
            self.unit = unit
            self.groups = groups
            self.all = all
        }
    }
}
