public import Features

public import Learning
public import Personas

/// What `leadline personas discover` writes: the groups that leads fall into, what each is like, and how far to trust it.
public struct PersonaDiscovery: StoredDocument, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 2

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// The pipeline's name.
    public var pipeline: String
    /// Its question, for people.
    public var title: String
    /// The outcome, for people.
    public var outcome: String
    /// What is grouped: the namespace of the leads, or `row`.
    public var unit: String
    /// Whether real people stand behind the leads.
    public var provenance: String
    /// How personas were discovered.
    public var settings: PersonaSettings
    /// SHA-256 of the data files, by source.
    public var sources: [String: String]
    /// Leads, each once, as known at its last cutoff of the train slice.
    public var leads: Int
    /// The later leads, of the test slice, each once.
    public var laterLeads: Int
    /// The later leads that groups were found in, too; nil in files of before they were counted.
    public var returningLeads: Int?
    /// The middle of each input among all leads; nil in files of before it was measured.
    public var centre: [CentreValue]?
    /// The kinds of the features there are.
    public var kinds: [String: ColumnKind]
    /// How they are computed; nil for a plain table.
    public var features: FeatureSet?
    /// The clusters.
    public var clusters: PersonaClusters
    /// All numbers of clusters that were tried.
    public var candidates: [ClusterDocument.Candidate]
    /// Whether leads lie in groups at all, rather than anywhere in between.
    public var structure: StructureTest
    /// How often clusters that are found in other leads put a lead into the same persona; nil where it could not be measured.
    public var agreement: Double?
    /// What each cluster's leads are like, in the order of the clusters.
    public var profiles: [PersonaProfile]
    /// How attributes go with the outcome.
    public var goals: [GoalAssociation]
    /// How protected attributes are spread over personas.
    public var bias: [PersonaBias]
    /// The attributes that the pipeline declares protected, tested or not; nil in files of before they were told.
    public var protected: [String]?
    /// Why protected attributes are among the inputs; nil where none is.
    public var usesProtected: String?
    /// What the clusters looked like then, which later leads are compared with.
    public var reference: PersonaReference
    /// How the later leads differ from those that groups were found in; nil where there are none.
    public var drift: PersonaDrift?
    /// SHA-256 of the model that the profiles' intents are by, as a version carries it; nil where there are none.
    public var intentModel: String?
    /// Some leads on the plane along which they differ most.
    public var map: PersonaMap

    /// Whether there are groups at all, each comes again in bootstrap samples, and later leads are like the first.
    public var isTrusted: Bool {
        structure.verdict == .structure && profiles.allSatisfy(\.isTrusted) && (drift?.moved.isEmpty ?? true)
    }
}
