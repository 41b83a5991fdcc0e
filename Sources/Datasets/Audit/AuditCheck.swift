/// The kinds of leak that are looked for before every training.
public enum AuditCheck: String, Codable, CaseIterable, Sendable {
    /// A feature uses a field that is declared as known only after the outcome.
    case declaredPostOutcome
    /// A feature uses a field of a source without history that does not say when it is known.
    case undeclaredKnowledge
    /// A field's values appear only once the outcome is there.
    case availability
    /// Values of a field change after the outcome.
    case valueChangesAfterOutcome
    /// A value of an overwritten field, or its absence, settles the label.
    case snapshotOverwritten
    /// One feature alone tells positives from negatives too well.
    case singleFeatureAUROC
    /// A count goes on growing after the cutoff.
    case lifetimeCount
    /// Labels of one slice reach into the next.
    case overlappingLabels
    /// The same rows or groups are in several slices.
    case duplicatesAcrossSlices
    /// Rewriting what came after a cutoff changes the features at it.
    case timeTravel
    /// A random split looks much better than the split by time.
    case randomSplitGap
}
