/// What a table is to the scored rows.
enum SourceRole: Equatable {
    /// It holds them.
    case unit
    /// Its rows link to them by this column: what happens to them.
    case activity(link: String)
    /// They link to it by this column: what is known of their account, contact and so on.
    case dimension(link: String)
    /// Its rows are left out, for this reason.
    case leftOut(String)
}
