public import Features

/// Says who a lead is from its raw events, through the fold that discovery used.
public struct LivePersonas: Sendable {
    /// The package that assigns.
    public let package: PersonaPackage
    /// Which events the features read.
    public let eventSchema: EventSchema
    private let fold: FeatureFold
    private let places: [Int]

    /// Prepares a package for raw events.
    ///
    /// - Throws: `PersonaError.noFeatures` for personas of plain rows, `malformed` where a feature is not defined, or its embedder not
    ///   loaded.
    public init(_ package: PersonaPackage) throws(PersonaError) {
        guard let features = package.features else { throw .noFeatures(name: package.name) }
        if let reference = features.missingEmbedders.first {
            throw .malformed(
                file: PersonaPackage.taxonomyFile,
                problem: "its features go by \(reference), which is not loaded")
        }
        var places: [Int] = []
        for name in package.model.features {
            guard let place = features.index(of: name) else {
                throw .malformed(
                    file: PersonaPackage.taxonomyFile, problem: "there is no feature '\(name)'")
            }
            places.append(place)
        }
        self.package = package
        self.places = places
        fold = FeatureFold(features)
        eventSchema = fold.eventSchema
    }

    /// Who a lead was at a time, by what was recorded before it; unknown where nothing was.
    ///
    /// - Parameters:
    ///   - entity: the lead.
    ///   - events: its own and those of the entities it links to, in any order.
    ///   - time: of the question.
    ///   - reasons: how many are told at most.
    /// - Complexity: O(events log events + features).
    public func assignment(
        for entity: EntityKey, events: [Event], at time: Instant, reasons: Int = 3
    ) -> PersonaAssignment {
        guard events.contains(where: { $0.isKnown(at: time) }) else { return package.model.unknown }
        var fold = fold
        fold.reset(entity: entity)
        fold.record(events)
        let values = fold.values(at: time)
        return package.model.assignment(of: places.map { values[$0] }, reasons: reasons)
    }
}
