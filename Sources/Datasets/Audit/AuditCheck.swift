/// The kinds of leak that are looked for before every training; `docs/audit.md` tells how.
public enum AuditCheck: String, Codable, CaseIterable, Sendable {
    /// A feature uses a field that is declared as known only after the outcome.
    case declaredPostOutcome
    /// A feature uses a field of a source without history that does not say when it is known.
    case undeclaredKnowledge
    /// A field's values appear only once the outcome is there.
    case availability
    /// Values of a field change after the outcome.
    case valueChangesAfterOutcome
    /// A value of an overwritten field settles the label.
    case snapshotOverwritten
    /// Whether a field has a value tells the label.
    case predictiveMissingness
    /// One feature alone tells positives from negatives too well.
    case singleFeatureAUROC
    /// A count goes on growing after the cutoff.
    case lifetimeCount
    /// A field knows which events come after the cutoff.
    case futureFact
    /// A field tells decided cases apart, and nothing of those that are still open.
    case hindsight
    /// Events of a kind come only with the outcome.
    case outcomeCausedActivity
    /// Events of a kind come because of earlier scores.
    case scoreCausedActivity
    /// Events, or links, of before the entity was known belong to those who had the outcome.
    case retroactiveIdentity
    /// Events were entered long after they occurred, because of the outcome.
    case backfill
    /// The clock of a source is wrong against the others.
    case clockSkew
    /// A column is the mean label of a group, with the labels of later rows.
    case targetEncoding
    /// A column was transformed with figures of all rows.
    case fittedOnAllRows
    /// Labels are taken for final before their outcomes are recorded.
    case labelDelay
    /// Labels of one slice reach into the next.
    case overlappingLabels
    /// The same rows are in several slices.
    case duplicatesAcrossSlices
    /// Groups whose rows share their outcome are in several slices.
    case groupsAcrossSlices
    /// Rewriting what came after a cutoff changes the features at it.
    case timeTravel
    /// A random split looks much better than the split by time.
    case randomSplitGap
    /// Scores of another model say what only the label could.
    case scoresKnowLabel
    /// Scores of another model were made, or changed, once the outcome was there.
    case scoredAfterOutcome
    /// Scores of another model lack a time, or their rows are repeated.
    case scoreRows
    /// Scores of another model were much better on earlier rows than on later ones.
    case scoresFadeWithTime

    /// Whether the check looks at scores of another model, whose columns no contract names.
    public var isAboutScores: Bool {
        switch self {
        case .scoresKnowLabel, .scoredAfterOutcome, .scoreRows, .scoresFadeWithTime: true
        default: false
        }
    }
}
